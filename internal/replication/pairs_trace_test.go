package replication

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// deed is what a plan does at one address.
type deed int

const (
	deedCreate deed = iota
	deedKeep
	deedToggle    // enabled changes in place
	deedReplace   // the ends change: two calls, the id handed on
	deedForced    // -replace: two calls, the first without a change
	deedTainted   // planned without its prior state, though that was read
	deedVanished  // its rule is gone from the cloud: read, then planned as new
	deedDestroyed // read, then planned to be nothing
)

// place is one address: the rule that its state holds, if any, and the pair that the configuration wants there.
type place struct {
	deed     deed
	own      string // id in the state
	had      [2]int // the pair of that rule
	wants    [2]int // numbers of buckets
	disabled bool
	again    bool // Terraform asks once more
}

func (p place) wanted() bool { return p.deed != deedDestroyed }

func (p place) writes() bool { return p.deed != deedKeep && p.deed != deedDestroyed }

// fresh tells whether the last call knows no id of it.
func (p place) fresh() bool {
	return p.deed == deedCreate || p.deed == deedTainted || p.deed == deedVanished
}

// play is a configuration with its prior state and what others made in the cloud.
type play struct {
	places  []place
	foreign [][2]int
	order   []int // of the calls, by place
}

const pairBuckets = 6

func playGen() *rapid.Generator[play] {
	pair := rapid.Custom(func(t *rapid.T) [2]int {
		from := rapid.IntRange(0, pairBuckets-1).Draw(t, "from")
		to := rapid.IntRange(0, pairBuckets-2).Draw(t, "to")
		if to >= from {
			to++
		}
		return [2]int{from, to}
	})
	return rapid.Custom(func(t *rapid.T) play {
		var p play
		for i := range rapid.IntRange(1, 4).Draw(t, "places") {
			at := place{deed: deed(rapid.IntRange(0, int(deedDestroyed)).Draw(t, "deed")), wants: pair.Draw(t, "wants")}
			at.disabled, at.again = rapid.IntRange(0, 3).Draw(t, "disabled") == 0, rapid.IntRange(0, 3).Draw(t, "again") == 0
			at.had = at.wants
			if at.deed != deedCreate {
				at.own = fmt.Sprintf("r-%d", i)
			}
			if at.deed == deedReplace {
				at.had = pair.Draw(t, "had")
			}
			p.places = append(p.places, at)
		}
		p.foreign = rapid.SliceOfN(pair, 0, 1).Draw(t, "foreign")
		var calls []int
		for i, at := range p.places {
			for range at.calls() {
				calls = append(calls, i)
			}
		}
		p.order = rapid.Permutation(calls).Draw(t, "order")
		return p
	})
}

// calls are how often Terraform asks about the place: once to read what is in the state, then to plan.
func (p place) calls() int {
	n := 1
	if p.own != "" {
		n++
	}
	if p.deed == deedReplace || p.deed == deedForced {
		n++
	}
	if p.again {
		n++
	}
	return n
}

// TestExclusivePairsAsTerraformPlansThem plays 10,000 configurations as Terraform calls the provider, and compares what is
// refused with a check by brute force that knows addresses, deeds and the cloud, and neither ledger nor catalogue.
func TestExclusivePairsAsTerraformPlansThem(t *testing.T) {
	t.Parallel()
	const together, checks = 100, 100 // rapid checks 100 times unless it is told otherwise
	played, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		for i := range together {
			p := playGen().Draw(t, fmt.Sprintf("play %d", i))
			errs, warned := p.run()
			conflicts, backs := p.bruteForce()
			for _, c := range conflicts {
				if !errs[c[0]] && (c[1] < 0 || !errs[c[1]]) {
					t.Fatalf("places %v conflict, and neither was refused: %+v", c, p)
				}
			}
			for at := range errs {
				if !slices.ContainsFunc(conflicts, func(c [2]int) bool { return c[0] == at || c[1] == at }) {
					t.Fatalf("place %d was refused without a conflict: %+v", at, p)
				}
			}
			if backs && len(conflicts) == 0 && !warned {
				t.Fatalf("nothing was said of a pair in both directions: %+v", p)
			}
			played++
			if len(errs) > 0 {
				refused++
			}
		}
	})
	if played < together*checks || refused < played/10 || refused > played*9/10 {
		t.Errorf("of %d configurations %d were refused: that proves too little", played, refused)
	}
}

// bruteForce compares each two rules that are to be, and each rule to be with each of others: two that share a bucket and are
// not the two directions of one pair are a conflict if the plan writes one of them. A conflict with others has -1.
// Two new resources with the same content cannot be told from one that is planned twice.
func (p play) bruteForce() (conflicts [][2]int, backs bool) {
	share := func(a, b [2]int) bool { return a[0] == b[0] || a[0] == b[1] || a[1] == b[0] || a[1] == b[1] }
	back := func(a, b [2]int) bool { return a[0] == b[1] && a[1] == b[0] }
	for i, a := range p.places {
		if !a.wanted() {
			continue
		}
		for j, b := range p.places[:i] {
			twins := a.fresh() && b.fresh() && a.wants == b.wants && a.disabled == b.disabled
			switch {
			case !b.wanted() || !a.writes() && !b.writes() || twins || !share(a.wants, b.wants):
			case back(a.wants, b.wants):
				backs = true
			default:
				conflicts = append(conflicts, [2]int{i, j})
			}
		}
		for _, f := range p.foreign {
			if a.writes() && a.deed != deedToggle && share(a.wants, f) && !back(a.wants, f) {
				conflicts = append(conflicts, [2]int{i, -1})
			}
		}
	}
	return conflicts, backs
}

// theater runs a play: it is the provider's side of Terraform's calls.
type theater struct {
	play
	ledger *Ledger
	judge  Judge
	cloud  []Rule
	asked  []int // calls so far, by place
	errs   map[int]bool
	warned bool
}

func (p play) run() (errs map[int]bool, warned bool) {
	clock := newTickClock()
	th := &theater{
		play: p, ledger: NewLedger(clock), judge: Judge{Capabilities: UCloudCapabilities}, asked: make([]int, len(p.places)), errs: map[int]bool{},
	}
	for _, at := range p.places {
		if at.own != "" && at.deed != deedVanished {
			th.cloud = append(th.cloud, ucloudRule(at.own, bucketNumber(at.had[0]), bucketNumber(at.had[1])))
		}
	}
	for i, f := range p.foreign {
		th.cloud = append(th.cloud, ucloudRule(fmt.Sprintf("foreign-%d", i), bucketNumber(f[0]), bucketNumber(f[1])))
	}
	// While one call waits for a claim, Terraform reads what is in the state of the others.
	clock.tick = func(elapsed time.Duration) { th.readNext() }
	for _, at := range p.order {
		th.call(at)
	}
	return th.errs, th.warned
}

func (th *theater) readNext() {
	for i, at := range th.places {
		if at.own != "" && th.asked[i] == 0 {
			th.ledger.Manage(at.ref())
			th.asked[i] = -1 // read, and not counted: its own call comes
			return
		}
	}
}

func (p place) ref() RuleRef { return RuleRef{Source: bucketNumber(p.had[0]), ID: p.own} }

// call is the next call for the place.
func (th *theater) call(i int) {
	at := th.places[i]
	number := max(th.asked[i], 0)
	th.asked[i] = number + 1
	if at.own != "" {
		th.ledger.Manage(at.ref()) // the read, or the prior state, or the destroy plan
		if number == 0 {
			return
		}
		number--
	}
	if !at.wanted() {
		return
	}
	entry := Entry{Spec: ucloudSpec(between(bucketNumber(at.wants[0]), bucketNumber(at.wants[1]))), Writes: at.writes(), OwnID: at.own}
	if at.disabled {
		entry.Spec.Enabled = Known(false)
	}
	if at.fresh() {
		entry.OwnID = ""
	}
	if at.deed == deedForced && number == 0 {
		entry.Writes = false
	}
	violations := th.judge.Plan(entry, th.ledger.Desire(entry))
	if entry.Writes {
		facts := Facts{Own: entry.OwnID, New: at.deed != deedToggle, AllRules: FactOf(th.cloud), Claimed: func(r RuleRef) Claim {
			return th.ledger.Claim(context.Background(), r)
		}}
		violations = append(violations, th.judge.Live(entry.Spec, facts)...)
	}
	for _, v := range violations {
		switch {
		case v.Severity == SeverityError:
			th.errs[i] = true
		case v.Constraint.ID == "U2":
			th.warned = true
		}
	}
}

func bucketNumber(n int) BucketRef {
	return BucketRef{Cloud: UCloud, Region: UCloudCapabilities.OnlyRegions[n%3], Bucket: fmt.Sprintf("bucket-%d", n)}
}
