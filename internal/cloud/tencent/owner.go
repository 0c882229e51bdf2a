package tencent

import (
	"context"
	"fmt"
	"regexp"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

var (
	roleForm = regexp.MustCompile(`^qcs::cam::uin/\d+:uin/\d+$`)
	digits   = regexp.MustCompile(`^\d+$`)
)

// ownerRole is the role of the account's owner, by which COS copies if nothing else is said: GET Service tells the owner.
func (d *Driver) ownerRole(ctx context.Context, bucket replication.BucketRef) (string, error) {
	c := call{bucket: bucket, does: "find the account's owner for the role by which COS copies", api: "GetService"}
	client, err := d.sdk(c)
	if err != nil {
		return "", err
	}
	found, response, err := client.Service.Get(d.bounded(ctx))
	if err != nil {
		e := c.translate(ctx, err)
		if e.Kind == replication.KindPermission {
			e.Advice = "Set `tencent.role` to qcs::cam::uin/OWNER:uin/OWNER with the account's number, or give the identity the CAM action name/cos:GetService on *."
		}
		return "", e
	}
	switch owner := found.Owner; {
	case owner != nil && roleForm.MatchString(owner.ID):
		return owner.ID, nil
	case owner != nil && digits.MatchString(owner.ID):
		return fmt.Sprintf("qcs::cam::uin/%s:uin/%s", owner.ID, owner.ID), nil
	default:
		e := c.unreadable(fmt.Errorf("it names no owner"), response.Header, 0)
		e.Advice = "Set `tencent.role` to qcs::cam::uin/OWNER:uin/OWNER with the account's number."
		return "", e
	}
}
