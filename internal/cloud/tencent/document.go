package tencent

import (
	"fmt"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// document is a bucket's whole replication configuration. Edits change the element that they are about and nothing else:
// what others wrote, and what nobody here knows, stays byte for byte.
type document struct {
	source replication.BucketRef
	top    *node
	root   *node
	// raw is what was read; empty if the bucket has no configuration.
	raw string
}

const rootName = "ReplicationConfiguration"

// parseDocument reads a configuration; nil is a bucket without one.
func parseDocument(source replication.BucketRef, raw []byte) (*document, error) {
	d := &document{source: source, raw: string(raw)}
	if raw == nil {
		d.root = parent(rootName)
		d.top = &node{kids: []*node{d.root}}
		return d, nil
	}
	var err error
	if d.top, err = parseXML(raw); err != nil {
		return nil, err
	}
	for _, kid := range d.top.kids {
		if kid.name != "" {
			d.root = kid
		}
	}
	switch {
	case d.root == nil:
		return nil, fmt.Errorf("there is no element in it")
	case d.root.name != rootName:
		return nil, fmt.Errorf("the element is %s, not %s", d.root.name, rootName)
	}
	return d, nil
}

// copy is a document of its own for edits.
func (d *document) copy() (*document, error) {
	if d.raw == "" {
		return parseDocument(d.source, nil)
	}
	return parseDocument(d.source, []byte(d.raw))
}

// bytes is the document as it is sent.
func (d *document) bytes() []byte { return d.top.bytes() }

// elements are the rules as XML.
func (d *document) elements() []*node { return d.root.all("Rule") }

// rules are the rules as the domain knows them, in their order.
func (d *document) rules() []replication.Rule {
	role := d.role()
	var rules []replication.Rule
	for _, x := range d.elements() {
		r := readRule(d.source, x)
		r.Tencent.Role = role
		rules = append(rules, r)
	}
	return rules
}

// role is the identity that copies. The documentation shows documents that say it between the rules again and again: the last one counts.
func (d *document) role() string {
	role := ""
	for _, x := range d.root.all("Role") {
		if text := x.value(); text != "" {
			role = text
		}
	}
	return role
}

// setRole changes the identity that copies for all rules.
func (d *document) setRole(role string) {
	roles := d.root.all("Role")
	if len(roles) == 0 {
		d.root.unfold()
		d.root.kids = append([]*node{element("Role", role)}, d.root.kids...)
	}
	for _, x := range roles {
		x.unfold()
		x.kids = []*node{textNode(role)}
	}
}

// find is the rule with this id, or without one, see idOf. Nothing is said of an id that two rules have.
func (d *document) find(id string) (*node, replication.Rule, error) {
	var found *node
	for _, x := range d.elements() {
		if idOf(x) != id {
			continue
		}
		if found != nil {
			return nil, replication.Rule{}, fmt.Errorf("%s has more than one rule with the id %q: give each its own in the console of COS", d.source, id)
		}
		found = x
	}
	if found == nil {
		return nil, replication.Rule{}, nil
	}
	r := readRule(d.source, found)
	r.Tencent.Role = d.role()
	return found, r, nil
}

// add puts a rule behind the others.
func (d *document) add(r replication.Rule) {
	d.root.unfold()
	at := len(d.root.kids)
	for i, kid := range d.root.kids {
		if kid.name == "Rule" {
			at = i + 1
		}
	}
	kids := append([]*node{}, d.root.kids[:at]...)
	kids = append(kids, newRule(r))
	d.root.kids = append(kids, d.root.kids[at:]...)
}

// remove takes a rule out.
func (d *document) remove(x *node) { d.root.remove(x) }
