package main

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// samples are repeated measurements of one thing.
type samples []time.Duration

// median is the middle one, or the earlier of the two in the middle; 0 of none.
func (s samples) median() time.Duration {
	if len(s) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(s))
	return sorted[(len(sorted)-1)/2]
}

// spread is the median, and behind it the lowest and the highest if there are several.
func (s samples) spread() string {
	if len(s) < 2 {
		return seconds(s.median())
	}
	return fmt.Sprintf("%s (%.2f–%.2f)", seconds(s.median()), slices.Min(s).Seconds(), slices.Max(s).Seconds())
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }

func millis(d time.Duration) string { return fmt.Sprintf("%d ms", d.Milliseconds()) }

// mega is a number of bytes in megabytes, a million bytes each.
func mega(bytes int64) string {
	if bytes == 0 {
		return "not known"
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}

// thousands writes a number with a comma before every three digits.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
