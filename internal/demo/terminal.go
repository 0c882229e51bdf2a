package main

import (
	"fmt"
	"os"
	"strings"
)

const (
	bold  = "\x1b[1m"
	dim   = "\x1b[2m"
	red   = "\x1b[31m"
	green = "\x1b[32m"
	cyan  = "\x1b[36m"
	reset = "\x1b[0m"
)

// terminal is where the story is told.
type terminal struct {
	out    *os.File
	colour bool
}

// newTerminal uses colour if out is a terminal that has it, and NO_COLOR is not set.
func newTerminal(out *os.File) *terminal {
	info, err := out.Stat()
	isTerminal := err == nil && info.Mode()&os.ModeCharDevice != 0
	return &terminal{out: out, colour: isTerminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}

// print writes a line. An error is not looked at: a reader that left makes a signal, which ends the story.
func (t *terminal) print(style, line string) {
	if t.colour && style != "" {
		line = style + line + reset
	}
	_, _ = fmt.Fprintln(t.out, line)
}

func (t *terminal) title(number int, text string) {
	t.print("", "")
	t.print(bold+cyan, fmt.Sprintf("━━ %d. %s %s", number, text, strings.Repeat("━", max(3, 72-len(text)))))
}

// say tells a paragraph.
func (t *terminal) say(format string, args ...any) {
	t.print("", "")
	t.print("", fmt.Sprintf(format, args...))
}

// checked tells something that has just been found to be true.
func (t *terminal) checked(format string, args ...any) {
	t.print(green, "✓ "+fmt.Sprintf(format, args...))
}

// heading begins a block of its own, such as a command and its output.
func (t *terminal) heading(text string) {
	t.print("", "")
	t.print(bold, text)
}

// quote shows lines that somebody else wrote, in their own colours.
func (t *terminal) quote(lines []string) {
	for _, line := range lines {
		if !t.colour {
			line = plain(line)
		}
		t.print("", strings.TrimRight("  "+line, " "))
	}
}

// file shows a file's content.
func (t *terminal) file(name, content string) {
	t.heading(name)
	for line := range strings.Lines(content) {
		t.print(dim, strings.TrimRight("  "+line, " \n"))
	}
}
