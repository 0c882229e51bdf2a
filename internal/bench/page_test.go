package main

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// made is a result with round numbers: the provider takes exactly a quarter more than the null provider.
func made() results {
	costs := func(times ...time.Duration) (all []cost) {
		for _, t := range times {
			all = append(all, cost{took: t, cpu: t / 2, resident: 50e6})
		}
		return all
	}
	at := func(s size) sized {
		return sized{size: s, contestants: []*measured{
			{name: builtIn, apply: costs(2 * time.Second), plan: costs(time.Second)},
			{name: null, apply: costs(3 * time.Second), plan: costs(5*time.Second, 4*time.Second, 2*time.Second)},
			{name: ours, apply: costs(6 * time.Second), plan: costs(5 * time.Second)},
		}}
	}
	return results{
		options: options{latency: 20 * time.Millisecond, runs: 3}, machine: "Terraform 1.11.4", binary: 29_000_000,
		start: started{schema: samples{70 * time.Millisecond}, resident: 61_000_000}, sizes: []sized{at(size{100, 10}), at(size{1000, 100})},
	}
}

func TestWriteTwice(t *testing.T) {
	t.Parallel()
	page := filepath.Join(t.TempDir(), "performance.md")
	if err := os.WriteFile(page, []byte("# Before\n\n"+beginMark+"\nold\n"+endMark+"\n\nAfter.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var texts []string
	for range 2 {
		if err := made().write(page); err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(content))
	}
	if texts[0] != texts[1] {
		t.Errorf("writing the same results again changes the page:\n%s\nand then\n%s", texts[0], texts[1])
	}
	for _, want := range []string{
		"# Before\n\n" + beginMark + "\n\nMeasured with Terraform 1.11.4.", "(performance.svg)\n\n" + endMark + "\n\nAfter.\n",
		"| binary, stripped, linux/amd64 | 29.0 MB | 30.0 MB | met |", "| resident after that | 61.0 MB | 60.0 MB | **missed** |",
		"| plan of 1,000 unchanged rules on 100 buckets: requests | 0 | 100 | met |", "| 1.25 times | 1.25 times | met |",
		"| 1,000 | 100 | null provider | 3.00 s | 0 | 4.00 s (2.00–5.00) | 2.00 s | 0 | 50.0 MB |",
	} {
		if !strings.Contains(texts[0], want) {
			t.Errorf("the page does not hold %q:\n%s", want, texts[0])
		}
	}
	if strings.Contains(texts[0], "old") {
		t.Error("what stood between the marks is still there")
	}
	if err := os.WriteFile(page, []byte("no marks"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := made().write(page); err == nil {
		t.Error("a page without marks is written")
	}
}

func TestPlot(t *testing.T) {
	t.Parallel()
	decoder, bars := xml.NewDecoder(strings.NewReader(made().plot())), 0
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("the plot is no XML: %v", err)
		}
		if element, ok := token.(xml.StartElement); ok && element.Name.Local == "rect" {
			bars++
		}
	}
	// A bar for each contestant, size and panel, a key for each contestant, and the background.
	if want := 3*2*2 + 3 + 1; bars != want {
		t.Errorf("%d rectangles, want %d", bars, want)
	}
}

func TestParseSizes(t *testing.T) {
	t.Parallel()
	sizes, err := parseSizes("100x10,1000x100")
	if err != nil || len(sizes) != 2 || sizes[1] != (size{1000, 100}) {
		t.Errorf("got %v, error %v", sizes, err)
	}
	for _, wrong := range []string{"", "100", "100x0", "100x33", "20000x100", "101x101"} {
		if _, err := parseSizes(wrong); err == nil {
			t.Errorf("%q is accepted", wrong)
		}
	}
}
