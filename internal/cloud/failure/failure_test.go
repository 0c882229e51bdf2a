package failure

import "testing"

func TestScrub(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		text    string
		secrets []string
		want    string
	}{
		"a secret":               {"signed with abcdef1234, not abcdef1234!", []string{"abcdef1234"}, "signed with ***, not ***!"},
		"within a word":          {"xabcdef1234x", []string{"abcdef1234"}, "x***x"},
		"one within another":     {"abcdef1234 abcdef", []string{"abcdef", "abcdef1234"}, "*** ***"},
		"nothing":                {"a text", []string{""}, "a text"},
		"a letter":               {"a bad vault, and a key", []string{"a"}, "a bad vault, and a key"},
		"a letter in quotes":     {`a "a" and 'a' and <Key>a</Key> and key=a&b=a`, []string{"a"}, `a "***" and '***' and <Key>***</Key> and key=***&b=***`},
		"a letter that is all":   {"a", []string{"a"}, "***"},
		"a short word":           {"the test of test, testing \"test\" and \"testing\"", []string{"test"}, "the test of test, testing \"***\" and \"testing\""},
		"a short one with signs": {`secret=$1+ and "$1+"`, []string{"$1+"}, `secret=*** and "***"`},
		"side by side":           {`["a","a"]`, []string{"a"}, `["***","***"]`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := Scrub(test.text, test.secrets...); got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}
