package acctest_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// top is the root of the module.
const top = "../.."

var (
	fence   = regexp.MustCompile("(?ms)^```.*?^```$")
	inline  = regexp.MustCompile("`[^`\n]*`")
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.+)$`)
	anchor  = regexp.MustCompile(`<a (?:id|name)="([^"]+)"`)
	// ours is the address of a file of this repository, as the Registry's pages need it, or of a page of the Registry.
	ours = regexp.MustCompile(`https://(?:raw\.githubusercontent\.com/multicloud-replication/terraform-provider-multicloud/main/|` +
		`github\.com/multicloud-replication/terraform-provider-multicloud/(?:blob|tree)/main/|` +
		`registry\.terraform\.io/providers/multicloud-replication/multicloud/latest/)([^)\s"#]+)`)
	dropped = regexp.MustCompile(`[^\p{L}\p{N}\s_-]`)
)

// TestLinks follows every link from one page of this repository to another, down to the heading.
func TestLinks(t *testing.T) {
	t.Parallel()
	checked := 0
	err := filepath.WalkDir(top, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch name := entry.Name(); {
		case entry.IsDir() && (name == ".git" || name == ".cache" || name == "dist" || name == "bin" || name == "templates"):
			return fs.SkipDir // docs/ is what templates/ become, and where the links lead
		case filepath.Ext(name) == ".yml":
			checked += full(t, path)
			return nil
		case filepath.Ext(name) != ".md":
			return nil
		}
		checked += full(t, path)
		for _, match := range link.FindAllStringSubmatch(text(t, path), -1) {
			if target := match[1]; !strings.Contains(target, "://") && !strings.HasPrefix(target, "mailto:") {
				checked++
				if why := dead(t, path, target); why != "" {
					t.Errorf("%s: the link to %s is dead: %s", strings.TrimPrefix(path, top+"/"), target, why)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if checked < 50 {
		t.Errorf("only %d links found: does the test still see them?", checked)
	}
}

// full follows the full addresses of files of this repository, and counts them. A page of the Registry has no extension.
func full(t *testing.T, path string) int {
	t.Helper()
	found := ours.FindAllStringSubmatch(read(t, path), -1)
	for _, match := range found {
		file := filepath.Join(top, match[1])
		if _, err := os.Stat(file); err != nil {
			if _, err := os.Stat(file + ".md"); err != nil {
				t.Errorf("%s: there is no %s, which %s leads to", path, match[1], match[0])
			}
		}
	}
	return len(found)
}

// TestArchitectureNamesPackages wants every folder of internal/ in the page's table.
func TestArchitectureNamesPackages(t *testing.T) {
	t.Parallel()
	page := read(t, filepath.Join(top, "docs/development/architecture.md"))
	for _, folder := range names(t, filepath.Join(top, "internal"), "*") {
		if !strings.Contains(page, "`internal/"+folder+"/") {
			t.Errorf("docs/development/architecture.md says nothing of internal/%s", folder)
		}
	}
}

// text is a page without its code.
func text(t *testing.T, path string) string {
	t.Helper()
	return inline.ReplaceAllString(fence.ReplaceAllString(read(t, path), ""), "")
}

// dead is why the link leads nowhere; empty if it leads somewhere.
func dead(t *testing.T, from, target string) string {
	t.Helper()
	file, fragment, _ := strings.Cut(target, "#")
	path := from
	if file != "" {
		path = filepath.Join(filepath.Dir(from), filepath.FromSlash(file))
	}
	if _, err := os.Stat(path); err != nil {
		return "there is no such file"
	}
	if fragment == "" || filepath.Ext(path) != ".md" {
		return ""
	}
	page := fence.ReplaceAllString(read(t, path), "")
	for _, match := range anchor.FindAllStringSubmatch(page, -1) {
		if match[1] == fragment {
			return ""
		}
	}
	for _, match := range heading.FindAllStringSubmatch(page, -1) {
		if slug(match[1]) == fragment {
			return ""
		}
	}
	return "the page has no such heading"
}

// slug is the anchor that GitHub and the Registry make of a heading.
func slug(heading string) string {
	plain := link.ReplaceAllString(heading, "]")
	return strings.ReplaceAll(strings.ToLower(dropped.ReplaceAllString(strings.TrimSpace(plain), "")), " ", "-")
}
