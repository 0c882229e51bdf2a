package alibaba

import (
	"context"
	"encoding/xml"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

type progressAnswerXML struct {
	XMLName xml.Name  `xml:"ReplicationProgress"`
	Rules   []ruleXML `xml:"Rule"`
}

// Progress reads how far the rule has come. OSS tells of existing objects only where the rule copies them, and only once
// the rule is in effect.
func (d *Driver) Progress(ctx context.Context, rule replication.RuleRef) (replication.Progress, error) {
	c := call{
		bucket: rule.Source, does: "read the progress of the replication rule " + rule.ID, api: "GetBucketReplicationProgress",
		method: http.MethodGet, query: map[string]string{"replicationProgress": "", "rule-id": rule.ID},
	}
	var answer progressAnswerXML
	if _, err := d.do(ctx, c, &answer); err != nil {
		return replication.Progress{}, err
	}
	for _, x := range answer.Rules {
		if x.ID == rule.ID {
			return progressOf(rule.Source, x), nil
		}
	}
	e := c.fails(replication.KindNotFound, nil)
	e.Missing, e.Message = replication.MissingRule, "OSS tells of no such rule"
	return replication.Progress{}, e
}

// BucketProgress reads how far all rules of the bucket have come. The documentation calls rule-id required, while OSS
// answers for all rules without it, as the tests of its Go SDK show.
func (d *Driver) BucketProgress(ctx context.Context, source replication.BucketRef) ([]replication.Progress, error) {
	var answer progressAnswerXML
	_, err := d.do(ctx, call{
		bucket: source, does: "read the progress of the replication rules", api: "GetBucketReplicationProgress",
		method: http.MethodGet, query: map[string]string{"replicationProgress": ""},
	}, &answer)
	if hasCode(err, codeNoConfiguration) || hasCode(err, codeNoRule) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	all := make([]replication.Progress, 0, len(answer.Rules))
	for _, x := range answer.Rules {
		all = append(all, progressOf(source, x))
	}
	return all, nil
}

func progressOf(source replication.BucketRef, x ruleXML) replication.Progress {
	p := replication.Progress{HistoricalFraction: historicalFraction(x)}
	if x.Progress != nil && strings.EqualFold(x.Status, statusDoing) {
		p.SyncedUntil = parseTime(x.Progress.NewObject)
	}
	x.Progress = nil
	p.Rule = fromXML(source, x)
	return p
}

func historicalFraction(x ruleXML) *float64 {
	if x.Progress == nil || !strings.EqualFold(x.Status, statusDoing) || strings.EqualFold(x.HistoricalObjectReplication, disabled) {
		return nil
	}
	fraction, err := strconv.ParseFloat(strings.TrimSpace(x.Progress.HistoricalObject), 64)
	if err != nil || !(fraction >= 0 && fraction <= 1) {
		return nil
	}
	return &fraction
}

// parseTime reads a time of the API: the text of GetBucketReplicationProgress says RFC 1123, its samples are ISO 8601.
func parseTime(s string) *time.Time {
	for _, layout := range []string{time.RFC3339Nano, http.TimeFormat, time.RFC1123Z} {
		if t, err := time.Parse(layout, strings.TrimSpace(s)); err == nil {
			t = t.UTC()
			return &t
		}
	}
	return nil
}
