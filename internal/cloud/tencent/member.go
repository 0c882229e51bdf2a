package tencent

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

type changeKind int

// The order is the one in which changes of one batch are put into the document.
const (
	remove changeKind = iota
	update
	create
)

type memberState int

const (
	waiting memberState = iota // may leave at any time
	taken                      // being put into a document
	sent                       // in a document that was sent, and not yet seen for long enough
)

// member is one change of one rule on its way into the document, and who waits for it.
type member struct {
	call
	kind  changeKind
	rule  replication.Rule // of a removal only the ends of the reference
	check replication.Precheck
	ctx   context.Context
	done  chan outcome

	// What follows is guarded by the queue.
	state memberState
	gone  bool // the caller's context is over
	// unit is the batch that it must travel in; 0 is any.
	unit int
	// arrived is when it came, on Terraform's clock, notBefore the pause before another attempt, holdUntil the
	// end of the patience with peers.
	arrived, notBefore, holdUntil time.Time
	held                          bool
	sends                         int
	doubt                         bool // a document that carried it may have taken effect
	answered                      bool // COS has said that the last one did
	confirmed                     bool // and it was seen
	due                           time.Time
	failure                       error  // why the last attempt came to nothing
	before                        string // the rule that is updated, in the bytes of the document that it was put into
}

type outcome struct {
	rule replication.Rule
	err  error
}

// apply puts the change into the document. False: there is nothing to change.
func (m *member) apply(doc *document) (changed bool, err error) {
	x, is, err := doc.find(m.rule.ID)
	if err != nil {
		e := m.fails(replication.KindConflict, err)
		e.Message = err.Error()
		return false, e
	}
	switch {
	case m.kind == remove:
		if x != nil {
			doc.remove(x)
		}
		return x != nil, nil
	case m.kind == create && x != nil:
		if m.doubt && is.SamePair(m.rule.Source, m.rule.Destination) {
			return false, nil
		}
		return false, m.exists(is)
	case m.kind == create:
		doc.add(m.rule)
		return true, nil
	case x == nil:
		e := m.fails(replication.KindNotFound, nil)
		e.Missing, e.Message, e.Advice = replication.MissingRule, "the rule no longer exists", "The next plan makes it again."
		return false, e
	default:
		m.before = string(x.bytes())
		if matches(is, m.rule) {
			return false, nil
		}
		editRule(x, is, m.rule)
		return true, nil
	}
}

// seen tells whether the document shows the change. Of an update COS may make something else than it was sent: what
// differs from before has been changed.
func (m *member) seen(doc *document) bool {
	x, is, err := doc.find(m.rule.ID)
	switch {
	case err != nil:
		return false
	case m.kind == remove:
		return x == nil
	case m.kind == create:
		return x != nil && is.SamePair(m.rule.Source, m.rule.Destination)
	default:
		return x != nil && (matches(is, m.rule) || string(x.bytes()) != m.before)
	}
}

// matches tells whether the rule is what is wanted. No wanted role is any role.
func matches(is, want replication.Rule) bool {
	return is.Enabled == want.Enabled && slices.Equal(is.Prefixes, want.Prefixes) && is.ReplicateDeletes == want.ReplicateDeletes &&
		is.Destination == want.Destination && is.Encryption == want.Encryption &&
		is.Tencent.Priority == want.Tencent.Priority && maps.Equal(is.Tencent.Tags, want.Tencent.Tags) &&
		strings.EqualFold(is.Tencent.StorageClass, want.Tencent.StorageClass) &&
		(want.Tencent.Role == "" || is.Tencent.Role == want.Tencent.Role)
}

// exists is a rule in the way of a new one: it is never taken over.
func (m *member) exists(is replication.Rule) error {
	e := m.fails(replication.KindConflict, nil)
	e.Constraint = "G2"
	e.Message = fmt.Sprintf("the rule %s from this bucket to %s exists already", is.ID, is.Destination)
	e.Advice = fmt.Sprintf("Import it with the id %s, or delete it and apply again.", is.Ref().ImportID())
	return e
}

// gaveUp is a member whose caller does not wait any longer, and whose change is not in the document.
func (m *member) gaveUp() error {
	e := m.interrupted(m.ctx.Err())
	if m.kind == remove { // the rule is still there, and the next apply goes on
		e.Kind = replication.KindIncomplete
	}
	if m.failure != nil {
		e.Message += fmt.Sprintf("; the last attempt failed: %v", m.failure)
		e.Err = errors.Join(m.ctx.Err(), m.failure)
	}
	return e
}

// worded is an error of a request as one of the member's.
func (m *member) worded(err error) error {
	e, ok := asError(err)
	if !ok {
		return m.fails(replication.KindUnavailable, err)
	}
	if e.Op == m.does {
		return err
	}
	worded := *e
	worded.Op = m.does
	if m.sends == 0 && e.Message != "" {
		worded.Message = "it was not begun, because another request failed (" + e.Op + "): " + e.Message
	}
	return &worded
}

// exhausted is a change that was tried as often as is sensible, and is not in the document.
func (m *member) exhausted() error {
	e, ok := asError(m.worded(m.failure))
	if !ok {
		return m.failure
	}
	worded := *e
	if worded.Ambiguous {
		worded.Ambiguous = false
		worded.Advice = strings.TrimSpace("The bucket's configuration was read again, and the change is not in it: apply again. " + worded.Advice)
	}
	return &worded
}

// overwritten is a change that COS accepted, and that is not in the document any more.
func (m *member) overwritten() error {
	e := m.fails(replication.KindConflict, nil)
	e.Message = fmt.Sprintf("COS accepted the change %d times, but the bucket's configuration, read again, does not have it: "+
		"somebody else is writing the whole configuration at the same time, or COS dropped the change", m.sends)
	e.Advice = "Find out who else writes the replication of this bucket (another Terraform configuration, a script, the console), and apply again when that is over."
	return e
}

// unread is a change that was sent, and could not be looked for.
func (m *member) unread(err error) (replication.Rule, error) {
	e := m.fails(replication.KindIncomplete, err)
	if m.ctx.Err() != nil {
		e.Err = errors.Join(m.ctx.Err(), err)
	}
	e.RequestID = requestID(err)
	if m.answered {
		e.Message = fmt.Sprintf("COS has accepted the change, but it could not be read back: %v", err)
		e.Advice = "The next plan reads it again."
	} else {
		e.Ambiguous = true
		e.Message = fmt.Sprintf("the answer was lost (%v), and reading the configuration failed (%v), so that the change may have been made or not", m.failure, err)
		e.Advice = "The next plan looks for it again."
	}
	return m.rule, e
}

func requestID(err error) string {
	if e, ok := asError(err); ok {
		return e.RequestID
	}
	return ""
}
