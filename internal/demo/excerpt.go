package main

import (
	"regexp"
	"strings"
)

var colours = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// plain is a text without colours.
func plain(text string) string { return colours.ReplaceAllString(text, "") }

// excerpt is the part of Terraform's output that matters to the story.
type excerpt func(lines []string) []string

// split is the output as lines, with their colours.
func split(output string) []string { return strings.Split(strings.TrimRight(output, "\n"), "\n") }

// between keeps every block of lines from one that begins with from up to the first that begins with one of to.
func between(from string, to ...string) excerpt {
	return func(lines []string) (kept []string) {
		inside := false
		for _, line := range lines {
			text := strings.TrimSpace(plain(line))
			inside = inside || strings.HasPrefix(text, from)
			if !inside {
				continue
			}
			kept = append(kept, line)
			for _, end := range to {
				if strings.HasPrefix(text, end) {
					inside = false
				}
			}
		}
		return kept
	}
}

// matching keeps the lines that hold one of the texts.
func matching(texts ...string) excerpt {
	return func(lines []string) (kept []string) {
		for _, line := range lines {
			for _, text := range texts {
				if strings.Contains(plain(line), text) {
					kept = append(kept, line)
					break
				}
			}
		}
		return kept
	}
}

// The excerpts that the story shows.
var (
	diagnostics = between("╷", "╵")
	actions     = between("# multicloud_", "Plan:")
	summary     = matching("# multicloud_", "Plan:", "No changes.")
	done        = matching("Creation complete", "Modifications complete", "Destruction complete", "Apply complete!", "Destroy complete!")
)
