package main

import (
	"fmt"
	"strings"
	"time"
)

// Measures of the plot, in pixels.
const (
	plotLeft    = 190 // for the names of the sizes
	panelWidth  = 330
	barsWidth   = 250 // of a panel; the rest is for the number behind the bar
	barHeight   = 15
	groupHeight = 3*barHeight + 20
	plotTop     = 78
)

// colours are those of the contestants, in their order.
var colours = []string{"#b8bec6", "#7a8794", "#0969da"}

// plot draws apply and plan of all contestants at all sizes as bars.
func (r results) plot() string {
	width, height := plotLeft+2*panelWidth, plotTop+len(r.sizes)*groupHeight+10
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" font-family="Helvetica, Arial, sans-serif" font-size="12" fill="#1f2328">`+"\n", width, height)
	fmt.Fprintf(&b, `<title>Seconds that apply and plan take, at %s for each answer of the clouds</title>`+"\n", r.options.latency)
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="#ffffff"/>`+"\n", width, height)
	for i, name := range contestants {
		x := plotLeft + i*150
		fmt.Fprintf(&b, `<rect x="%d" y="14" width="12" height="12" fill="%s"/><text x="%d" y="24">%s</text>`+"\n", x, colours[i], x+18, name)
	}
	r.panel(&b, plotLeft, "plan without changes, seconds", func(m *measured) time.Duration { return times(m.plan).median() })
	r.panel(&b, plotLeft+panelWidth, "apply of new rules, seconds", func(m *measured) time.Duration { return times(m.apply).median() })
	for i, s := range r.sizes {
		y := plotTop + i*groupHeight + 3*barHeight/2 + 4
		fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="end">%s rules on %d buckets</text>`+"\n", plotLeft-12, y, thousands(s.rules), s.buckets)
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// panel draws one group of bars for each size, all on one scale from zero.
func (r results) panel(b *strings.Builder, left int, title string, value func(*measured) time.Duration) {
	var highest time.Duration
	for _, s := range r.sizes {
		for _, m := range s.contestants {
			highest = max(highest, value(m))
		}
	}
	fmt.Fprintf(b, `<text x="%d" y="58" font-weight="bold">%s</text>`+"\n", left, title)
	fmt.Fprintf(b, `<line x1="%d" y1="%d" x2="%[1]d" y2="%[3]d" stroke="#d0d7de"/>`+"\n", left, plotTop-8, plotTop+len(r.sizes)*groupHeight-8)
	for i, s := range r.sizes {
		for j, m := range s.contestants {
			y, width := plotTop+i*groupHeight+j*barHeight, 0.0
			if highest > 0 {
				width = barsWidth * float64(value(m)) / float64(highest)
			}
			fmt.Fprintf(b, `<rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>`, left, y, width, barHeight-3, colours[j])
			fmt.Fprintf(b, `<text x="%.1f" y="%d" font-size="11">%.2f</text>`+"\n", float64(left)+width+5, y+barHeight-5, value(m).Seconds())
		}
	}
}
