package alibaba

import (
	"context"
	"errors"
	"net/http"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// List returns every rule of the bucket, those that are closing included.
func (d *Driver) List(ctx context.Context, source replication.BucketRef) ([]replication.Rule, error) {
	var answer configurationXML
	_, err := d.do(ctx, call{
		bucket: source, does: "read the replication rules", api: "GetBucketReplication",
		method: http.MethodGet, query: map[string]string{"replication": ""},
	}, &answer)
	if hasCode(err, codeNoConfiguration) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	rules := make([]replication.Rule, 0, len(answer.Rules))
	for _, x := range answer.Rules {
		rules = append(rules, fromXML(source, x))
	}
	return rules, nil
}

func hasCode(err error, code string) bool {
	var e *replication.Error
	return errors.As(err, &e) && e.Code == code
}
