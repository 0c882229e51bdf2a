package cbr

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	nameForm       = regexp.MustCompile(`^[\x{4E00}-\x{9FA5}\x{F900}-\x{FA2D}a-zA-Z0-9_\-]*$`)
	credentialForm = regexp.MustCompile(`^[a-zA-Z0-9_\-]+$`)
	regionForm     = regexp.MustCompile(`^[a-zA-Z0-9._\-]*$`)
	angleFree      = regexp.MustCompile(`^[^<>]*$`)
)

// decode reads the body strictly: like the real service, it refuses a key that it does not know.
func decode(body []byte, into any) *apiError {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(into)
	var mismatch *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, io.EOF):
		return invalid("the request body is empty")
	case errors.As(err, &mismatch):
		return invalid("invalid value of key %s", mismatch.Field)
	}
	return invalid("%s", strings.Replace(strings.TrimPrefix(err.Error(), "json: "), "unknown field", "invalid key", 1))
}

// crossCloud are the unpublished fields of a body: which credential, and for which cloud.
type crossCloud struct{ credential, cloud string }

// decodeCross reads the object under wrapper strictly, and the cross-cloud fields from the object that the path below
// it leads to. Their names may be overridden, so that they cannot be tags of a struct.
func (s *Service) decodeCross(body []byte, into any, path ...string) (crossCloud, *apiError) {
	var cross crossCloud
	if s.options.WithoutCrossCloud {
		return cross, decode(body, into)
	}
	var document map[string]any
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if err := decoder.Decode(&document); err != nil {
		return cross, decode(body, into) // words the error
	}
	object := document
	for _, step := range path {
		object, _ = object[step].(map[string]any)
	}
	for name, value := range map[string]*string{s.options.Names.CredentialRef: &cross.credential, s.options.Names.CloudRef: &cross.cloud} {
		switch given := object[name].(type) {
		case nil:
		case string:
			*value = given
		default:
			return cross, invalid("invalid value of key %s", name)
		}
		delete(object, name)
	}
	rest, err := json.Marshal(document)
	if err != nil {
		return cross, invalid("the request body cannot be read: %v", err)
	}
	return cross, decode(rest, into)
}

// checks collects what is wrong with a body; the first is told.
type checks struct{ first *apiError }

func (c *checks) that(ok bool, format string, args ...any) {
	if !ok && c.first == nil {
		c.first = invalid(format, args...)
	}
}

func (c *checks) length(key, value string, least, most int) {
	n := utf8.RuneCountInString(value)
	c.that(n >= least && n <= most, "invalid %s: it has %d characters, from %d to %d are allowed", key, n, least, most)
}

func (c *checks) name(value string) {
	c.length("name", value, 1, 64)
	c.that(nameForm.MatchString(value), "invalid name %q", value)
}

func (c *checks) description(value string, most int) {
	c.length("description", value, 0, most)
	c.that(angleFree.MatchString(value), "invalid description: < and > are not allowed")
}

func (c *checks) oneOf(key, value string, allowed ...string) {
	c.that(slices.Contains(allowed, value), "invalid %s %q: allowed are %s", key, value, strings.Join(allowed, ", "))
}

func (c *checks) within(key string, value, least, most int) {
	c.that(value >= least && value <= most, "invalid %s %d: from %d to %d is allowed", key, value, least, most)
}

// page cuts a list by limit and offset, and tells how long it was.
func page[T any](c *call, list []T) ([]T, int, *apiError) {
	numbers := map[string]int{"limit": 1000, "offset": 0}
	for name := range numbers {
		text := c.query.Get(name)
		if text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 || name == "limit" && (n < 1 || n > 1000) {
			return nil, 0, invalid("invalid %s %q", name, text)
		}
		numbers[name] = n
	}
	from := min(numbers["offset"], len(list))
	return list[from:min(from+numbers["limit"], len(list))], len(list), nil
}

// filter tells whether every parameter that is in the query has the value of the object.
func (c *call) filter(values map[string]string) bool {
	for name, value := range values {
		if wanted := c.query[name]; len(wanted) > 0 && wanted[0] != "" && !slices.Contains(wanted, value) {
			return false
		}
	}
	return true
}

// filterBool is filter for a boolean.
func (c *call) filterBool(name string, value bool) bool {
	wanted, err := strconv.ParseBool(c.query.Get(name))
	return err != nil || wanted == value
}

func orDefault[T any](value *T, standard T) T {
	if value == nil {
		return standard
	}
	return *value
}
