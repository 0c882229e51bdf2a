package replication

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// suspects is how many objects that seem not to be replicated are looked for at the destination.
const suspects = 20

// closer looks at the objects themselves. An object counts once it is older than replication may take.
func (l *look) closer(ctx context.Context, p Progress, seemsBehind bool, f *Flow) {
	rules, err := l.source.List(ctx, l.query.Source)
	if err != nil {
		f.unseen("The rules cannot be read", err)
		return
	}
	rule, ok := FindRule(rules, p.Rule.ID)
	if !ok {
		rule = p.Rule
	}
	if len(rule.Tencent.Tags) > 0 || len(rule.Unmodelled) > 0 {
		f.Untold = "The rule does not replicate by prefix alone, so that no listing shows which objects it has to replicate."
		return
	}
	listing, able, err := l.source.Objects(ctx, l.query.Source, rule.Prefixes)
	switch {
	case !able:
		f.Untold = l.untold()
		return
	case err != nil:
		f.unseen("The source objects cannot be listed", err)
		return
	}
	due := f.ObservedAt.Add(-l.query.Goal.Patience())
	objects := slices.DeleteFunc(slices.Clone(listing.Objects), func(o Object) bool {
		return o.Written.After(due) || takenByAnother(o, rule, rules)
	})
	slices.SortFunc(objects, func(a, b Object) int {
		return cmp.Or(a.Written.Compare(b.Written), strings.Compare(a.Key, b.Key))
	})
	if seemsBehind {
		l.since(ctx, rule, objects, listing.Complete, f)
		if f.Behind != nil || f.Failure != "" || l.query.Sample == 0 {
			return
		}
	}
	if l.query.Sample > 0 && !(f.Starting != "" || f.HistoricalFraction != nil && *f.HistoricalFraction < 1) {
		l.sample(ctx, rule, spread(objects, l.query.Sample), f)
		f.Complete = f.CaughtUp != "" && listing.Complete && len(objects) <= l.query.Sample
	}
}

// takenByAnother tells whether another rule of the bucket comes first for this object, by its priority.
func takenByAnother(o Object, rule Rule, rules []Rule) bool {
	return slices.ContainsFunc(rules, func(r Rule) bool {
		return r.ID != rule.ID && r.Enabled && r.Tencent.Priority > 0 && r.Tencent.Priority < rule.Tencent.Priority && len(r.Tencent.Tags) == 0 &&
			(len(r.Prefixes) == 0 || slices.ContainsFunc(r.Prefixes, func(p string) bool { return strings.HasPrefix(o.Key, p) }))
	})
}

// since looks for what was written after the time up to which everything is replicated. Objects that are at the destination all
// the same prove nothing: they may have come from there.
func (l *look) since(ctx context.Context, rule Rule, objects []Object, complete bool, f *Flow) {
	// Listings tell whole seconds.
	from := f.SyncedUntil.Truncate(time.Second)
	newer := slices.DeleteFunc(slices.Clone(objects), func(o Object) bool { return o.Written.Before(from) })
	last := newer[max(0, len(newer)-suspects):]
	for _, o := range slices.Backward(last) {
		there, err := l.replicated(ctx, rule, o)
		if err != nil {
			l.unseenThere(err, f)
			return
		}
		if !there {
			l.blame(ctx, rule, o, f)
			return
		}
	}
	switch {
	case complete && len(newer) == len(last):
		f.CaughtUp, f.Complete = "Nothing is left to replicate: everything that was written since "+stamp(*f.SyncedUntil)+" is at the destination, or is too new to say.", true
	case len(newer) > len(last):
		f.Untold = fmt.Sprintf("The newest %d objects written since %s are at the destination; there are more.", len(last), stamp(*f.SyncedUntil))
	default:
		f.Untold = fmt.Sprintf("None of the first %d objects was written since %s, and there are more than a look may list.", len(objects), stamp(*f.SyncedUntil))
	}
}

// spread is a sample of n objects: the newest half of it from one write to the next, where trouble shows first, the rest evenly
// over those before.
func spread(objects []Object, n int) []Object {
	if len(objects) <= n {
		return objects
	}
	older, newest := objects[:len(objects)-(n+1)/2], objects[len(objects)-(n+1)/2:]
	sampled := make([]Object, 0, n)
	for i := range n / 2 {
		sampled = append(sampled, older[i*len(older)/(n/2)])
	}
	return append(sampled, newest...)
}

// sample compares objects, the oldest first, with their replicas.
func (l *look) sample(ctx context.Context, rule Rule, objects []Object, f *Flow) {
	there := make([]bool, len(objects))
	for i, o := range objects {
		var err error
		if there[i], err = l.replicated(ctx, rule, o); err != nil {
			l.unseenThere(err, f)
			return
		}
	}
	missing, doubtful := sampleShows(objects, there, rule.ReplicateExisting)
	switch {
	case missing != nil:
		l.blame(ctx, rule, *missing, f)
	case doubtful:
		f.Failure = l.destinationFault(ctx, rule)
		f.Untold = fmt.Sprintf("None of %d sampled objects is at the destination: either all are from before the rule, or replication does not work. An object "+
			"that is written now and looked for later will tell.", len(objects))
	case len(objects) == 0:
		f.CaughtUp = "There is no object that should have been replicated by now."
	default:
		f.CaughtUp = fmt.Sprintf("All of %d sampled objects that a replica must exist of are at the destination.", len(objects))
	}
}

// sampleShows is the oldest object that is proven to be missing. Where existing objects are not copied, those that are older
// than anything at the destination may be from before the rule; if nothing is there at all, that is doubtful.
func sampleShows(objects []Object, there []bool, existing bool) (missing *Object, doubtful bool) {
	first := slices.Index(there, true)
	if existing {
		first = 0
	}
	if first < 0 {
		return nil, len(objects) > 0
	}
	if i := slices.Index(there[first:], false); len(there) > 0 && i >= 0 {
		return &objects[first+i], false
	}
	return nil, false
}

func (l *look) replicated(ctx context.Context, rule Rule, o Object) (bool, error) {
	there, able, err := l.destination.HasReplica(ctx, rule.Destination, o)
	if IsKind(err, KindNotFound) {
		return false, nil // the bucket, which blame finds out
	}
	if err == nil && !able {
		err = fmt.Errorf("this provider cannot read objects there")
	}
	return there, err
}

// unseenThere notes that the destination could not be looked into, and with whose credentials that is done.
func (l *look) unseenThere(err error, f *Flow) {
	f.unseen("The destination cannot be looked into", err)
	cloud := l.query.Source.Cloud
	if c, _ := CapabilitiesOf(cloud); !c.AcrossAccounts || !IsKind(err, KindPermission) {
		return
	}
	if l.destination == l.source {
		f.Untold += fmt.Sprintf(" A destination of another account is looked into with `%s.destination` in the provider configuration.", cloud)
	} else {
		f.Untold += fmt.Sprintf(" It was asked with the credentials of `%s.destination`.", cloud)
	}
}

// blame says what is behind, and why as far as that can be found out.
func (l *look) blame(ctx context.Context, rule Rule, o Object, f *Flow) {
	f.Behind = &Behind{What: fmt.Sprintf("The object %q", o.Key), Written: o.Written, Advice: advice(rule)}
	missing := fmt.Sprintf(" The object %q, written at %s, is not at the destination.", o.Key, stamp(o.Written))
	if fault := l.destinationFault(ctx, rule); fault != "" {
		f.Failure = fault + missing
		return
	}
	c, _ := CapabilitiesOf(l.query.Source.Cloud)
	if c.SkipsKMSObjects && !rule.Encryption.ReplicateKMSObjects {
		if facts, err := l.source.InspectBucket(ctx, l.query.Source); err == nil && facts.KMSByDefault {
			f.Failure = "The source bucket encrypts with KMS, and the rule skips objects that KMS encrypts: set `encryption.replicate_kms_objects` with a key and a role." + missing
			return
		}
	}
	if f.SyncedUntil != nil && o.Written.Before(f.SyncedUntil.Add(-time.Second)) {
		f.Failure = fmt.Sprintf("%s says that everything written until %s is replicated, but the object %q, written at %s, is not at the destination. ",
			c.Title, stamp(*f.SyncedUntil), o.Key, stamp(o.Written)) + advice(rule)
	}
}

// destinationFault says what is wrong with the destination bucket; empty if nothing is, or nobody knows.
func (l *look) destinationFault(ctx context.Context, rule Rule) string {
	facts, err := l.destination.InspectBucket(ctx, rule.Destination)
	switch {
	case err != nil:
		return ""
	case !facts.Exists:
		return fmt.Sprintf("The destination bucket %s does not exist.", rule.Destination)
	case facts.Region != "" && facts.Region != rule.Destination.Region:
		return fmt.Sprintf("The destination bucket %s is in the region %s, not where the rule replicates to.", rule.Destination, facts.Region)
	default:
		return ""
	}
}

// advice is what to look at where the cloud does not say why nothing arrives.
func advice(rule Rule) string {
	text := "The cloud does not tell why. Check that the role that copies may read the source and write to the destination"
	if rule.Encryption.ReplicateKMSObjects {
		text += ", and may decrypt at the source and use the key " + rule.Encryption.ReplicaKMSKeyID + " at the destination"
	}
	return text + `: multicloud_permissions_policy with purpose = "copy" has the policy.`
}
