package cos

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// element is an XML element with its place in the document, so that a document can be changed in one place and kept byte
// for byte everywhere else.
type element struct {
	name                 string
	text                 string // the character data directly in it
	start, end           int    // the element with its tags
	innerStart, innerEnd int    // between its tags
	children             []*element
}

// parseXML reads one document.
func parseXML(text string) (*element, error) {
	decoder := xml.NewDecoder(strings.NewReader(text))
	var root *element
	var open []*element
	for {
		before := int(decoder.InputOffset())
		token, err := decoder.Token()
		after := int(decoder.InputOffset())
		if errors.Is(err, io.EOF) && root != nil {
			return root, nil
		}
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: token.Name.Local, start: before, innerStart: after}
			switch {
			case len(open) > 0:
				parent := open[len(open)-1]
				parent.children = append(parent.children, e)
			case root == nil:
				root = e
			default:
				return nil, errors.New("there is a second root element")
			}
			open = append(open, e)
		case xml.EndElement:
			e := open[len(open)-1] // the decoder has matched it
			e.innerEnd, e.end = before, after
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text += string(token)
			} else if strings.TrimSpace(string(token)) != "" {
				return nil, errors.New("there is text outside of the root element")
			}
		}
	}
}

// all are the children with this name.
func (e *element) all(name string) []*element {
	var found []*element
	if e != nil {
		for _, c := range e.children {
			if c.name == name {
				found = append(found, c)
			}
		}
	}
	return found
}

// at follows a path of names and is nil where it ends early; of several elements it takes the last.
func (e *element) at(path ...string) *element {
	for _, name := range path {
		found := e.all(name)
		if len(found) == 0 {
			return nil
		}
		e = found[len(found)-1]
	}
	return e
}

// value is the text at a path, or "".
func (e *element) value(path ...string) string {
	if found := e.at(path...); found != nil {
		return found.text
	}
	return ""
}

// schema are the elements that the documentation knows, by the name of their parent; true may occur more than once.
var schema = map[string]map[string]bool{
	"ReplicationConfiguration": {"Role": true, "Rule": true}, // an official sample repeats the role
	"Rule": {
		"ID": false, "Status": false, "Priority": false, "Prefix": false, "Filter": false, "Destination": false,
		"DeleteMarkerReplication": false, "SourceSelectionCriteria": false,
	},
	"Filter":                  {"And": false, "Prefix": false, "Tag": false},
	"And":                     {"Prefix": false, "Tag": true},
	"Tag":                     {"Key": false, "Value": false},
	"Destination":             {"Bucket": false, "StorageClass": false, "EncryptionConfiguration": false},
	"EncryptionConfiguration": {"ReplicaKmsKeyID": false},
	"DeleteMarkerReplication": {"Status": false},
	"SourceSelectionCriteria": {"SseKmsEncryptedObjects": false},
	"SseKmsEncryptedObjects":  {"Status": false},
}

// offence is the first element that is there too often or, when strict, that nobody knows; "" for none.
func (e *element) offence(strict bool) string {
	children, known := schema[e.name]
	if !known {
		return ""
	}
	seen := map[string]bool{}
	for _, c := range e.children {
		many, known := children[c.name]
		switch {
		case !known && strict, known && !many && seen[c.name]:
			return e.name + "/" + c.name
		case known:
			if inner := c.offence(strict); inner != "" {
				return inner
			}
		}
		seen[c.name] = true
	}
	return ""
}
