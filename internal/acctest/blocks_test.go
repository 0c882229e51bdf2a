package acctest_test

import (
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	codeBlock = regexp.MustCompile("(?ms)^```([a-z]*)\n(.*?)^```$")
	looksHCL  = regexp.MustCompile(`(?m)^(resource|data|list|provider|terraform|variable|output|locals|moved|import|removed|check|module|ephemeral)\b[^=\n]*\{$`)
	testName  = regexp.MustCompile(`(?m)^func (Test\w+)\(`)
)

// exampleTests names the test that tries each file of the examples, by pattern; each of these tests takes all files of its pattern.
var exampleTests = map[string]string{
	"active-standby/*.tf": "TestAccActiveStandby",
	"provider/*.tf":       "TestAccExamplesOfProvider",

	"resources/multicloud_replication_rule/resource*.tf": "TestAccExamplesOfResource",
	"resources/multicloud_replication_rule/import*":      "TestAccExamplesOfImport",

	"resources/multicloud_[bcv]*/resource*.tf":          "TestAccExamplesOfVaults",
	"resources/multicloud_[bcv]*/import*":               "TestAccImportsOfVaults",
	"resources/multicloud_replication_policy/res*.tf":   "TestAccExamplesOfVaults",
	"resources/multicloud_replication_policy/import*":   "TestAccImportsOfVaults",
	"data-sources/multicloud_replication_rules/*.tf":    "TestAccExamplesOfDataSources",
	"data-sources/multicloud_replication_locations/*":   "TestAccExamplesOfDataSources",
	"data-sources/multicloud_permissions_policy/*.tf":   "TestAccExamples",
	"data-sources/multicloud_replication_progress/*.tf": "TestAccExampleFiles",
	"data-sources/*/data-source.tf":                     "TestAccExamplesOfDataSources",
	"list-resources/*/*.tfquery.hcl":                    "TestAccExamplesOfListResources",
}

// files are the paths below a directory with this extension, or with any if it is empty, each relative to the directory.
func files(t *testing.T, dir, extension string) (all []string) {
	t.Helper()
	must(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := entry.Name(); entry.IsDir() && slices.Contains([]string{".git", ".cache", "dist", "bin", "templates"}, name) {
			return fs.SkipDir
		}
		if !entry.IsDir() && (extension == "" || filepath.Ext(path) == extension) {
			relative, err := filepath.Rel(dir, path)
			if err != nil {
				return err
			}
			all = append(all, filepath.ToSlash(relative))
		}
		return nil
	}))
	return all
}

// TestExamplesAreTried wants a test for every file of the examples.
func TestExamplesAreTried(t *testing.T) {
	t.Parallel()
	tests := map[string]bool{}
	for _, path := range files(t, filepath.Join(top, "internal"), ".go") {
		if strings.HasSuffix(path, "_test.go") {
			for _, found := range testName.FindAllStringSubmatch(read(t, filepath.Join(top, "internal", path)), -1) {
				tests[found[1]] = true
			}
		}
	}
	used := map[string]bool{}
	for _, path := range files(t, examples, "") {
		tried := false
		for pattern, test := range exampleTests {
			matches, err := filepath.Match(pattern, path)
			must(t, err)
			if matches {
				tried, used[pattern] = true, true
				if !tests[test] {
					t.Errorf("examples/%s: there is no test %s", path, test)
				}
			}
		}
		if !tried {
			t.Errorf("no test tries examples/%s: give it to one, and name that in exampleTests", path)
		}
	}
	for pattern := range exampleTests {
		if !used[pattern] {
			t.Errorf("no example is called %s", pattern)
		}
	}
}

// TestBlocksAreTried wants every configuration on every page to be one that a test tries: an example, or a block on one of the pages
// that TestAccGuides takes as they are. What a shell writes into a file is tried by TestAccGettingStarted.
func TestBlocksAreTried(t *testing.T) {
	t.Parallel()
	var tried []string
	for _, path := range files(t, examples, "") {
		tried = append(tried, strings.TrimSpace(read(t, filepath.Join(examples, path))))
	}
	whole, counted := pages(t), 0
	for _, page := range files(t, top, ".md") {
		for _, block := range codeBlock.FindAllStringSubmatch(read(t, filepath.Join(top, page)), -1) {
			language, content := block[1], strings.TrimSpace(block[2])
			switch {
			case language == "terraform" && (slices.Contains(whole, page) || slices.Contains(tried, content)):
				counted++
			case language == "terraform", language == "hcl", language == "tf":
				t.Errorf("%s: no test tries this block of the language %s:\n%s", page, language, content)
			case looksHCL.MatchString(content) && page != "docs/guides/getting-started.md":
				t.Errorf("%s: this block is a configuration, so it is to be of the language terraform, and tried:\n%s", page, content)
			}
		}
	}
	if counted < 70 {
		t.Errorf("only %d configurations found: does the test still see them?", counted)
	}
}

// TestPagesTell wants what a reader looks for on the page of every resource, data source and list resource.
func TestPagesTell(t *testing.T) {
	t.Parallel()
	for dir, wanted := range map[string][]string{
		"docs/resources": {
			"\n## Example", "\n## Permissions\n", "\n## Import\n", "  id = \"", "  identity = {", "\nterraform import ", "n place", "**Destroying**",
		},
		"docs/data-sources":   {"\n## Examples\n", "ermission", "\n### Alibaba Cloud OSS", "\n### Tencent Cloud COS\n"},
		"docs/list-resources": {"\n## Examples\n", "ermission", "\n## Import\n", "`terraform query", "Terraform 1.14"},
	} {
		for _, page := range names(t, filepath.Join(top, dir), "*.md") {
			content := read(t, filepath.Join(top, dir, page))
			for _, part := range append(wanted, "\nsubcategory: \"") {
				if !strings.Contains(content, part) || strings.Contains(content, `subcategory: ""`) {
					t.Errorf("%s/%s lacks %q", dir, page, part)
				}
			}
		}
	}
}
