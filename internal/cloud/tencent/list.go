package tencent

import (
	"context"
	"errors"
	"net/http"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// List returns every rule of the bucket, those without an id included.
func (d *Driver) List(ctx context.Context, source replication.BucketRef) ([]replication.Rule, error) {
	doc, err := d.read(ctx, source)
	if err != nil {
		return nil, err
	}
	return doc.rules(), nil
}

// read gets the bucket's configuration. An empty answer is no configuration without rules: that COS tells by a code.
func (d *Driver) read(ctx context.Context, source replication.BucketRef) (*document, error) {
	c := call{bucket: source, does: "read the replication rules", api: "GetBucketReplication"}
	raw, header, err := d.exchange(ctx, c, http.MethodGet, nil)
	if e, ok := asError(err); ok && e.Kind == replication.KindNotFound && e.Missing == replication.MissingRule {
		return parseDocument(source, nil)
	}
	if err != nil {
		return nil, err
	}
	if len(raw) == 0 {
		return nil, c.unreadable(errors.New("it is empty"), header, 0)
	}
	doc, err := parseDocument(source, raw)
	if err != nil {
		return nil, c.unreadable(err, header, len(raw))
	}
	return doc, nil
}
