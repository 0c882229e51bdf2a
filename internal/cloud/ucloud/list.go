package ucloud

import (
	"context"
	"slices"
	"strconv"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

const (
	pageSize = 100
	// maxPages bounds a list whose end cannot be told.
	maxPages = 100
)

// List returns every rule out of the bucket.
func (d *Driver) List(ctx context.Context, source replication.BucketRef) ([]replication.Rule, error) {
	rules, err := d.listed(ctx, source)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(rules, func(r replication.Rule) bool { return r.Source.Bucket != source.Bucket }), nil
}

// listed is what is listed for the bucket. Should the API list the rules into the bucket as well, they are among these.
func (d *Driver) listed(ctx context.Context, bucket replication.BucketRef) ([]replication.Rule, error) {
	rows, err := d.pages(ctx, call{
		bucket: bucket, does: "read the replication rules", action: d.options.API.name(actionList),
		parameters: map[string]string{
			d.options.API.name(fieldSourceRegion): bucket.Region, d.options.API.name(fieldSourceBucket): bucket.Bucket,
		},
	}, d.options.API.name(fieldRuleID))
	if hasCode(err, codeNoRule) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	rules := make([]replication.Rule, 0, len(rows))
	for _, row := range rows {
		rules = append(rules, d.options.API.ruleOf(bucket, row))
	}
	return rules, nil
}

// pages reads a list to its end, which is a page that is not full, or one that brings nothing new.
func (d *Driver) pages(ctx context.Context, c call, id string) ([]record, error) {
	var all []record
	seen := map[string]bool{}
	for page := range maxPages {
		c.parameters["Offset"], c.parameters["Limit"] = strconv.Itoa(page*pageSize), strconv.Itoa(pageSize)
		answer, err := d.do(ctx, c)
		if err != nil {
			return nil, err
		}
		rows, fresh := answer.dataSet(), false
		for _, row := range rows {
			if name := row.text(id); !seen[name] {
				seen[name], fresh = true, true
				all = append(all, row)
			}
		}
		if !fresh || len(rows) < pageSize {
			break
		}
	}
	return all, nil
}
