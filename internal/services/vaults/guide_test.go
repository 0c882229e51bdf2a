package vaults_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestGuideNamesTests holds the table of the guide to the tests that there are, and the tests of constraints to the table.
func TestGuideNamesTests(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile("../../../templates/guides/cross-cloud-backup.md.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	sources := ""
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sources += string(content)
	}
	cases := map[string]bool{}
	for _, c := range constraintCases() {
		cases[c.id+" "+c.name] = true
	}
	named := regexp.MustCompile("`(TestAcc[^`]+)`").FindAllStringSubmatch(string(guide), -1)
	if len(named) < 30 {
		t.Errorf("the guide names %d tests only", len(named))
	}
	for _, match := range named {
		test, name, sub := strings.Cut(match[1], "/")
		switch {
		case !strings.Contains(sources, "func "+test+"("):
			t.Errorf("there is no test %s", test)
		case test == "TestAccConstraints" && !cases[name], sub && test != "TestAccConstraints" && !strings.Contains(sources, `"`+name+`"`):
			t.Errorf("%s has no case %q", test, name)
		}
	}
	for _, id := range []string{"H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "H9", "H13", "H14"} {
		if !strings.Contains(string(guide), "`TestAccConstraints/"+id+" ") {
			t.Errorf("the table names no test of %s", id)
		}
	}
}
