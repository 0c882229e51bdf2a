package tencent

import (
	"regexp"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/permission"
)

// uses are the CAM actions behind the calls of this package.
var uses = []permission.Use{
	{Action: "name/cos:GetBucketReplication", On: permission.OnBoth, For: permission.Plan},
	{Action: "name/cos:HeadBucket", On: permission.OnBoth, For: permission.Plan},
	{Action: "name/cos:GetBucketVersioning", On: permission.OnBoth, For: permission.Plan},
	{Action: "name/cos:GetBucketEncryption", On: permission.OnBoth, For: permission.Plan},
	{Action: "name/cos:GetBucketLifecycle", On: permission.OnBoth, For: permission.Plan},
	{Action: "name/cos:GetBucketObjectVersions", On: permission.OnSource, For: permission.Plan, If: watches},
	{Action: "name/cos:HeadObject", On: permission.OnDestination, For: permission.Plan, If: watches, Objects: true},
	{Action: "name/cos:PutBucketReplication", On: permission.OnSource, For: permission.Apply},
	{Action: "name/cos:DeleteBucketReplication", On: permission.OnSource, For: permission.Apply},
	// The owner, whose role copies unless the rule names one, is told by the list of buckets.
	{Action: "name/cos:GetService", On: permission.OnAccount, For: permission.Apply, If: func(_ permission.Request, r permission.Rule) bool { return r.Role == "" }},
}

func watches(r permission.Request, _ permission.Rule) bool { return r.Progress }

type camStatement struct {
	Effect   string   `json:"effect"`
	Action   []string `json:"action"`
	Resource []string `json:"resource"`
}

func camDocument(statements []camStatement) string {
	return permission.Document(statements, func(s []camStatement) any {
		return struct {
			Version   string         `json:"version"`
			Statement []camStatement `json:"statement"`
		}{"2.0", s}
	})
}

var appid = regexp.MustCompile(`-(\d+)$`)

// resourceOf is a bucket, or its objects, as CAM names them.
func resourceOf(g permission.Grant) []string {
	if g.Bucket.Bucket == "" {
		return []string{"*"}
	}
	account := "*"
	if m := appid.FindStringSubmatch(g.Bucket.Bucket); m != nil {
		account = "uid/" + m[1]
	}
	name := "qcs::cos:" + g.Bucket.Region + ":" + account + ":" + g.Bucket.Bucket + "/"
	if g.Objects {
		name += "*"
	}
	return []string{name}
}

// copies is what COS does as the user that a rule's role names. The documentation says only that the user must be authorized; these
// actions are inferred.
var copies = []permission.Use{
	{Action: "name/cos:GetObject", On: permission.OnSource, Objects: true},
	{Action: "name/cos:HeadObject", On: permission.OnSource, Objects: true},
	{Action: "name/cos:PutObject", On: permission.OnDestination, Objects: true},
	{Action: "name/cos:DeleteObject", On: permission.OnDestination, Objects: true},
}

// Permissions writes CAM policies.
func Permissions(r permission.Request) (permission.Policies, error) {
	table := uses
	var notes []string
	if r.Purpose == permission.Copy {
		table = copies
		notes = append(notes, "COS copies by the rights of the user that `tencent.role` names. The account itself needs no policy; for another user Tencent Cloud does not "+
			"document the actions, and these are inferred.")
		if r.KMS() {
			notes = append(notes, "Objects that KMS encrypts need the service role COS_QcsRole with the policy QcloudKMSAccessForCOSRole.")
		}
	}
	grants, _ := permission.Grants(r, table)
	actions, resources := permission.Merged(grants, resourceOf)
	var statements []camStatement
	for i := range actions {
		statements = append(statements, camStatement{"allow", actions[i], resources[i]})
	}
	return permission.Policies{JSON: camDocument(statements), Notes: notes}, nil
}
