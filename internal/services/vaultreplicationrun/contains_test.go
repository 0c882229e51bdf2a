package vaultreplicationrun_test

import (
	"fmt"
	"strings"
)

// contains is a check that a string holds a text.
type contains string

func (c contains) CheckValue(value any) error {
	if text, ok := value.(string); !ok || !strings.Contains(text, string(c)) {
		return fmt.Errorf("%v does not hold %q", value, string(c))
	}
	return nil
}

func (c contains) String() string { return string(c) }
