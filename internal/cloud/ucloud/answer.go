package ucloud

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// record is a JSON object whose keys are looked up in any case: the UCloud documentation itself spells RetCode in two ways.
type record map[string]any

func decode(body []byte) (record, error) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var values map[string]any
	if err := decoder.Decode(&values); err != nil {
		return nil, err
	}
	return folded(values), nil
}

func folded(values map[string]any) record {
	r := make(record, len(values))
	for key, value := range values {
		r[strings.ToLower(key)] = value
	}
	return r
}

// retCode is 0 for a success. It may be a number or a string; without it the answer is none of the UCloud API.
func (r record) retCode() (int, error) {
	text := r.text("RetCode")
	if text == "" {
		return 0, errors.New("it has no RetCode")
	}
	code, err := strconv.Atoi(text)
	if err != nil {
		return 0, fmt.Errorf("its RetCode is %q", text)
	}
	return code, nil
}

// text is a value as text; empty if it is not there, or has no text.
func (r record) text(name string) string {
	switch v := r[strings.ToLower(name)].(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

// flag is a value that says yes or no, as a boolean, a number or a word.
func (r record) flag(name string) bool {
	switch strings.ToLower(r.text(name)) {
	case "true", "1", "yes", "on", "enabled":
		return true
	}
	return false
}

// rows are the elements of a list; false if there is no such list. DataSet is spelled DateSet too.
func (r record) rows(name string) ([]record, bool) {
	list, ok := r[strings.ToLower(name)].([]any)
	if !ok {
		return nil, false
	}
	rows := make([]record, 0, len(list))
	for _, element := range list {
		if values, ok := element.(map[string]any); ok {
			rows = append(rows, folded(values))
		}
	}
	return rows, true
}

func (r record) dataSet() []record {
	for _, name := range []string{"DataSet", "DateSet"} {
		if rows, ok := r.rows(name); ok {
			return rows
		}
	}
	return nil
}
