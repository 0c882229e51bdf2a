package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// The results stand between these two lines of the page; the rest of it is written by hand.
const (
	beginMark = "<!-- make bench writes from here -->"
	endMark   = "<!-- to here -->"
)

// results are everything that was measured.
type results struct {
	options options
	machine string
	binary  int64 // bytes
	start   started
	sizes   []sized
}

// write puts table and plot into the page.
func (r results) write(page string) error {
	content, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	plot := strings.TrimSuffix(filepath.Base(page), filepath.Ext(page)) + ".svg"
	filled, err := replace(string(content), r.text(plot))
	if err != nil {
		return fmt.Errorf("%s: %w", page, err)
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(page), plot), []byte(r.plot()), 0o644); err != nil {
		return err
	}
	return os.WriteFile(page, []byte(filled), 0o644)
}

// replace puts a text between the two marks.
func replace(content, text string) (string, error) {
	before, rest, ok := strings.Cut(content, beginMark)
	_, after, closed := strings.Cut(rest, endMark)
	if !ok || !closed {
		return "", fmt.Errorf("the page has no lines %q and %q, between which the results go", beginMark, endMark)
	}
	return before + beginMark + "\n\n" + strings.TrimSpace(text) + "\n\n" + endMark + after, nil
}
