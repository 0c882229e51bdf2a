package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

func TestPageIsUpToDate(t *testing.T) {
	t.Parallel()
	committed, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(constraintsPage)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(committed), page(replication.Catalogue())); diff != "" {
		t.Errorf("%s is out of date; run go run ./internal/docgen (-committed +catalogue):\n%s", constraintsPage, diff)
	}
}

func TestPageHasEveryConstraint(t *testing.T) {
	t.Parallel()
	text := page(replication.Catalogue())
	for _, c := range replication.Catalogue() {
		for _, part := range []string{
			"| [" + c.ID + "](#" + strings.ToLower(c.ID) + ") | " + c.Title + " |",
			"\n### " + c.ID + "\n\n**" + c.Title + ".** " + c.Doc + "\n",
			"source: " + c.Source,
			"`checks = { " + c.ID + ` = "`,
		} {
			if !strings.Contains(text, part) {
				t.Errorf("the page lacks %q", part)
			}
		}
	}
	headings := map[string]bool{}
	for _, h := range regexp.MustCompile(`(?m)^##+ (.*)$`).FindAllStringSubmatch(text, -1) {
		if headings[h[1]] {
			t.Errorf("two sections are called %q", h[1])
		}
		headings[h[1]] = true
	}
}

func TestPageHasFrontMatter(t *testing.T) {
	t.Parallel()
	text := page(nil)
	if !regexp.MustCompile(`(?s)\A---\npage_title: "Constraints"\nsubcategory: ""\ndescription: \|-\n  [^\n]+\n---\n`).MatchString(text) {
		t.Errorf("the front matter is not what the Registry reads:\n%.300s", text)
	}
	if strings.Contains(text, "{{") {
		t.Error("the page holds what a template would replace")
	}
}

func TestWrite(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	if err := write(root); err != nil {
		t.Fatal(err)
	}
	written, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(constraintsPage)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(page(replication.Catalogue()), string(written)); diff != "" {
		t.Errorf("written page (-want +got):\n%s", diff)
	}
	blocked := filepath.Join(root, "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := write(blocked); err == nil || !strings.Contains(err.Error(), constraintsPage) {
		t.Errorf("writing below a file gives %v", err)
	}
}
