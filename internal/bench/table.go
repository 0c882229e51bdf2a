package main

import (
	"fmt"
	"strings"
)

// What the provider may cost.
const (
	maxBinary   = 30_000_000 // bytes, stripped, linux/amd64
	maxSchema   = 150        // milliseconds from exec to the schemas
	maxResident = 60_000_000 // bytes, after that
	maxRatio    = 1.25       // of a plan's time to that of the null provider
)

// text is what goes into the page: what was measured on, targets, table and plot.
func (r results) text(plot string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Measured with %s. The simulated clouds take %s for each answer; each plan was measured %d times.\n\n",
		r.machine, r.options.latency, r.options.runs)
	r.targets(&b)
	b.WriteString("\n| rules | buckets | | apply | its requests | plan without changes | its CPU time | its requests | memory of the provider |\n" +
		"|--:|--:|---|--:|--:|--:|--:|--:|--:|\n")
	for _, s := range r.sizes {
		for _, m := range s.contestants {
			fmt.Fprintf(&b, "| %s | %d | %s | %s | %s | %s | %s | %s | %s |\n", thousands(s.rules), s.buckets, m.name,
				times(m.apply).spread(), thousands(highestRequests(m.apply)), times(m.plan).spread(), seconds(cpu(m.plan).median()),
				thousands(highestRequests(m.plan)), mega(highestResident(m.apply, m.plan)))
		}
	}
	fmt.Fprintf(&b, "\n![Seconds that apply and plan take, by number of rules](%s)\n", plot)
	return b.String()
}

// targets says which targets are met.
func (r results) targets(b *strings.Builder) {
	b.WriteString("| | measured | at most | |\n|---|--:|--:|---|\n")
	row := func(what, measured, target string, met bool) {
		verdict := "met"
		if !met {
			verdict = "**missed**"
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", what, measured, target, verdict)
	}
	row("binary, stripped, linux/amd64", mega(r.binary), mega(maxBinary), r.binary <= maxBinary)
	schema := r.start.schema.median()
	row(fmt.Sprintf("from start to the schemas, median of %d starts", len(r.start.schema)), millis(schema), fmt.Sprintf("%d ms", maxSchema),
		schema.Milliseconds() <= maxSchema)
	row("resident after that", mega(r.start.resident), mega(maxResident), r.start.resident > 0 && r.start.resident <= maxResident)
	if len(r.sizes) == 0 {
		return
	}
	s := r.sizes[len(r.sizes)-1]
	what := fmt.Sprintf("plan of %s unchanged rules on %d buckets", thousands(s.rules), s.buckets)
	mine, floor := s.of(ours), s.of(null)
	requests := highestRequests(mine.plan)
	row(what+": requests", thousands(requests), thousands(s.buckets), requests <= s.buckets)
	ratio := float64(times(mine.plan).median()) / float64(times(floor.plan).median())
	row("the same: time beside the null provider", fmt.Sprintf("%.2f times", ratio), fmt.Sprintf("%.2f times", maxRatio), ratio <= maxRatio)
}

// of is the contestant of that name.
func (s sized) of(name string) *measured {
	for _, m := range s.contestants {
		if m.name == name {
			return m
		}
	}
	return &measured{name: name}
}

func times(costs []cost) samples {
	var all samples
	for _, c := range costs {
		all = append(all, c.took)
	}
	return all
}

func cpu(costs []cost) samples {
	var all samples
	for _, c := range costs {
		all = append(all, c.cpu)
	}
	return all
}

func highestRequests(costs []cost) (highest int) {
	for _, c := range costs {
		highest = max(highest, c.requests)
	}
	return highest
}

func highestResident(lists ...[]cost) (highest int64) {
	for _, costs := range lists {
		for _, c := range costs {
			highest = max(highest, c.resident)
		}
	}
	return highest
}
