package tencent

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
)

// node is a piece of XML that keeps its bytes: an element with its tags and what is between them, or (without a name)
// text, a comment, a declaration. What nobody edits comes out as it went in.
type node struct {
	name  string // local name of an element; empty for anything else
	open  []byte // the start tag, or all of what is no element
	close []byte // the end tag; empty for <a/> and for what is no element
	text  string // what a piece of text says, unescaped
	kids  []*node
}

// parseXML reads a document into a nameless node that holds it all.
func parseXML(raw []byte) (*node, error) {
	top := &node{}
	stack := []*node{top}
	decoder := xml.NewDecoder(bytes.NewReader(raw))
	for {
		from := decoder.InputOffset()
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return top, nil
		}
		if err != nil {
			return nil, err
		}
		bytesOf := raw[from:decoder.InputOffset()]
		parent := stack[len(stack)-1]
		switch t := token.(type) {
		case xml.StartElement:
			element := &node{name: t.Name.Local, open: bytesOf}
			parent.kids = append(parent.kids, element)
			stack = append(stack, element)
		case xml.EndElement:
			parent.close = bytesOf
			stack = stack[:len(stack)-1]
		case xml.CharData:
			parent.kids = append(parent.kids, &node{open: bytesOf, text: string(t)})
		default:
			parent.kids = append(parent.kids, &node{open: bytesOf})
		}
	}
}

// element makes an element with a text.
func element(name, text string) *node {
	return &node{name: name, open: []byte("<" + name + ">"), close: []byte("</" + name + ">"), kids: []*node{textNode(text)}}
}

// parent makes an element that holds others.
func parent(name string, kids ...*node) *node {
	return &node{name: name, open: []byte("<" + name + ">"), close: []byte("</" + name + ">"), kids: kids}
}

func textNode(text string) *node {
	var escaped bytes.Buffer
	_ = xml.EscapeText(&escaped, []byte(text)) // a buffer takes everything
	return &node{open: escaped.Bytes(), text: text}
}

// bytes is the node as it is written.
func (n *node) bytes() []byte {
	var b bytes.Buffer
	n.write(&b)
	return b.Bytes()
}

func (n *node) write(b *bytes.Buffer) {
	b.Write(n.open)
	for _, kid := range n.kids {
		kid.write(b)
	}
	b.Write(n.close)
}

// all are the children with this name.
func (n *node) all(name string) []*node {
	var found []*node
	for _, kid := range n.kids {
		if kid.name == name {
			found = append(found, kid)
		}
	}
	return found
}

// find follows the names down from n; nil if there is nothing.
func (n *node) find(path ...string) *node {
	for _, name := range path {
		found := n.all(name)
		if len(found) == 0 {
			return nil
		}
		n = found[0]
	}
	return n
}

// value is the text at a path, without the space around it; empty if there is nothing.
func (n *node) value(path ...string) string {
	found := n.find(path...)
	if found == nil {
		return ""
	}
	return strings.TrimSpace(found.content())
}

// content is the text directly in the element.
func (n *node) content() string {
	var b strings.Builder
	for _, kid := range n.kids {
		if kid.name == "" {
			b.WriteString(kid.text)
		}
	}
	return b.String()
}

// unfold makes <a/> of an element into <a></a>, so that something can be put into it.
func (n *node) unfold() {
	if tag, ok := bytes.CutSuffix(n.open, []byte("/>")); ok && len(n.close) == 0 {
		tag = bytes.TrimRight(tag, " \t\r\n")
		n.open = append(slices.Clone(tag), '>')
		n.close = []byte("</" + string(tag[1:1+nameLength(tag[1:])]) + ">")
	}
}

// nameLength is how long the name is at the beginning of a tag's inside.
func nameLength(inside []byte) int {
	if i := bytes.IndexAny(inside, " \t\r\n"); i >= 0 {
		return i
	}
	return len(inside)
}

// append puts a child at the end.
func (n *node) append(kid *node) {
	n.unfold()
	n.kids = append(n.kids, kid)
}

// remove takes a child out.
func (n *node) remove(kid *node) {
	n.kids = slices.DeleteFunc(n.kids, func(k *node) bool { return k == kid })
}

// set gives the element at a path this text, and makes what is missing on the way.
func (n *node) set(text string, path ...string) {
	for _, name := range path {
		next := n.find(name)
		if next == nil {
			next = parent(name)
			n.append(next)
		}
		n = next
	}
	n.unfold()
	n.kids = []*node{textNode(text)}
}

// clear removes the element at a path, and those above it that are empty then.
func (n *node) clear(path ...string) {
	if len(path) == 0 {
		return
	}
	kid := n.find(path[0])
	if kid == nil {
		return
	}
	kid.clear(path[1:]...)
	if len(path) == 1 || kid.empty() {
		n.remove(kid)
	}
}

// empty tells whether nothing but space is in the element.
func (n *node) empty() bool {
	for _, kid := range n.kids {
		if kid.name != "" || strings.TrimSpace(string(kid.open)) != "" {
			return false
		}
	}
	return true
}
