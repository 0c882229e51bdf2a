package wire

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestDecodeXML(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct {
		value     string
		wrongRoot bool
		fails     bool
	}{
		"<?xml version='1.0'?>\n<!-- c --><A><B>x</B></A>\n": {value: "x"},
		"<A><B>x</B><C/></A>":                                {value: "x"},
		"<Z><B>x</B></Z>":                                    {wrongRoot: true, fails: true},
		"":                                                   {wrongRoot: true, fails: true},
		"<A><B>x</A>":                                        {fails: true},
		"<A><B>x</B></A><A/>":                                {value: "x", fails: true},
		"<A><B>x</B></A>text":                                {value: "x", fails: true},
		"<A><B>x</B></A><!--":                                {value: "x", fails: true},
	} {
		var document struct{ B string }
		wrongRoot, err := DecodeXML([]byte(text), "A", &document)
		if wrongRoot != want.wrongRoot || (err != nil) != want.fails || !want.fails && document.B != want.value {
			t.Errorf("%q: %q, wrong root %v, error %v", text, document.B, wrongRoot, err)
		}
	}
}

func TestEntries(t *testing.T) {
	t.Parallel()
	keys := []string{"a/1", "a/2", "b", "c/1", "c/hidden", "d"}
	visible := func(key string) bool { return key != "c/hidden" }
	for _, c := range []struct {
		prefix, delimiter, after string
		want                     []Entry
	}{
		{"", "", "c/1", []Entry{{"d", false}}},
		{"", "/", "", []Entry{{"a/", true}, {"b", false}, {"c/", true}, {"d", false}}},
		{"", "/", "a/", []Entry{{"b", false}, {"c/", true}, {"d", false}}},
		{"a/", "/", "a/1", []Entry{{"a/2", false}}},
		{"z", "/", "", nil},
	} {
		if diff := cmp.Diff(c.want, Entries(keys, c.prefix, c.delimiter, c.after, visible)); diff != "" {
			t.Errorf("%+v: %s", c, diff)
		}
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	for got, want := range map[string]string{
		Escape("a b/~*ü", false):   "a%20b%2F~%2A%C3%BC",
		Escape("a/b+", true):       "a/b%2B",
		CRC64([]byte("123456789")): "11051210869376104954", // CRC-64/XZ, the check value of the catalogue of CRC algorithms
		MD5(nil):                   "1B2M2Y8AsgTpgAmY7PhCfg==",
		Time(time.Date(2024, 1, 2, 3, 4, 5, 6e6, time.FixedZone("", 3600))): "2024-01-02T02:04:05.006Z",
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
