package alibaba

import (
	"context"
	"encoding/xml"
	"net/http"
	"strconv"
	"strings"

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
			return replication.Progress{HistoricalFraction: historicalFraction(x)}, nil
		}
	}
	e := c.fails(replication.KindNotFound, nil)
	e.Missing, e.Message = replication.MissingRule, "OSS tells of no such rule"
	return replication.Progress{}, e
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
