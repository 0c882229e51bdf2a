package alibaba

import (
	"fmt"
	"slices"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/permission"
)

// uses are the RAM actions behind the calls of this package: the name of the API, behind "oss:", with what the OSS documentation
// demands besides for a rule that names a role (PutBucketReplication).
var uses = []permission.Use{
	{Action: "oss:GetBucketReplication", On: permission.OnBoth, For: permission.Plan},
	{Action: "oss:GetBucketInfo", On: permission.OnBoth, For: permission.Plan},
	{Action: "oss:GetBucketLifecycle", On: permission.OnBoth, For: permission.Plan},
	{Action: "oss:GetBucketReplicationLocation", On: permission.OnSource, For: permission.Plan},
	{Action: "oss:GetBucketReplicationProgress", On: permission.OnSource, For: permission.Plan, If: watches},
	{Action: "oss:ListObjects", On: permission.OnBoth, For: permission.Plan, If: watches},
	{Action: "oss:PutBucketReplication", On: permission.OnSource, For: permission.Apply},
	{Action: "oss:DeleteBucketReplication", On: permission.OnSource, For: permission.Apply},
	{Action: "oss:PutBucketRtc", On: permission.OnSource, For: permission.Apply, If: func(_ permission.Request, r permission.Rule) bool { return r.TimeControl }},
	{Action: "oss:GetBucketReplicationProgress", On: permission.OnSource, For: permission.Apply, If: func(_ permission.Request, r permission.Rule) bool { return r.WaitForInitialSync }},
	{Action: "oss:ReplicateGet", On: permission.OnBoth, For: permission.Apply, If: func(_ permission.Request, r permission.Rule) bool { return r.Role != "" }, BySource: true},
}

func watches(r permission.Request, _ permission.Rule) bool { return r.Progress }

type ramStatement struct {
	Effect    string
	Action    []string
	Principal any      `json:",omitempty"`
	Resource  []string `json:",omitempty"`
}

type ramPrincipal struct {
	Service []string
}

func ramDocument(statements []ramStatement) string {
	return permission.Document(statements, func(s []ramStatement) any {
		return struct {
			Version   string
			Statement []ramStatement
		}{"1", s}
	})
}

// Permissions writes RAM policies, and for copying across accounts the policy of the destination bucket.
func Permissions(r permission.Request) (permission.Policies, error) {
	if r.Purpose == permission.Copy {
		return copyPermissions(r)
	}
	own, there := permission.Grants(r, uses)
	return permission.Policies{JSON: ramGrants(own), Destination: ramGrants(there)}, nil
}

func ramGrants(grants []permission.Grant) string {
	actions, resources := permission.Merged(grants, func(g permission.Grant) []string { return []string{"acs:oss:*:*:" + g.Bucket.Bucket} })
	var statements []ramStatement
	for i := range actions {
		statements = append(statements, ramStatement{Effect: "Allow", Action: actions[i], Resource: resources[i]})
	}
	return ramDocument(statements)
}

// What the copying role does, after the OSS documentation of cross-account replication.
var (
	readsSource       = []string{"oss:ReplicateGet", "oss:ReplicateList"}
	writesDestination = []string{"oss:ReplicateDelete", "oss:ReplicateGet", "oss:ReplicateList", "oss:ReplicatePut"}
)

func copyPermissions(r permission.Request) (permission.Policies, error) {
	var own, there []ramStatement
	for _, rule := range r.Rules {
		own = append(own, ramStatement{Effect: "Allow", Action: readsSource, Resource: bucketAndObjects("*", rule.Source.Bucket)})
		if !r.CrossAccount() {
			own = append(own, ramStatement{Effect: "Allow", Action: writesDestination, Resource: bucketAndObjects("*", rule.Destination.Bucket)})
		} else {
			if rule.Role == "" || r.Account == "" {
				return permission.Policies{}, fmt.Errorf("across accounts the destination bucket's policy names the role that copies and its account: " +
					"set `alibaba.sync_role` of the rule and `account_id`")
			}
			there = append(there, ramStatement{
				Effect: "Allow", Action: writesDestination,
				Principal: []string{"arn:sts::" + r.Account + ":assumed-role/" + strings.ToLower(rule.Role) + "/*"},
				Resource:  bucketAndObjects(r.DestinationAccount, rule.Destination.Bucket),
			})
		}
		own = append(own, keyStatements(r, rule)...)
	}
	policies := permission.Policies{
		JSON: ramDocument(slices.CompactFunc(own, sameStatement)), Destination: ramDocument(there),
		Trust: ramDocument([]ramStatement{{Effect: "Allow", Action: []string{"sts:AssumeRole"}, Principal: ramPrincipal{Service: []string{"oss.aliyuncs.com"}}}}),
	}
	if r.KMS() && r.CrossAccount() {
		policies.Notes = append(policies.Notes, "The policy of the destination's KMS key has to allow kms:Decrypt and kms:GenerateDataKey to the role as well.")
	}
	return policies, nil
}

func sameStatement(a, b ramStatement) bool {
	return slices.Equal(a.Action, b.Action) && slices.Equal(a.Resource, b.Resource)
}

func bucketAndObjects(account, bucket string) []string {
	arn := "acs:oss:*:" + account + ":" + bucket
	return []string{arn, arn + "/*"}
}

// keyStatements let the role decrypt at the source and encrypt at the destination.
func keyStatements(r permission.Request, rule permission.Rule) []ramStatement {
	if !rule.KMS {
		return nil
	}
	account, other := orAny(r.Account), orAny(r.DestinationAccount)
	if r.DestinationAccount == "" {
		other = account
	}
	return []ramStatement{{
		Effect: "Allow", Action: []string{"kms:Decrypt", "kms:GenerateDataKey"},
		Resource: []string{keyARN(rule.Source.Region, account, rule.SourceKeyID), keyARN(rule.Destination.Region, other, rule.ReplicaKeyID)},
	}}
}

// keyARN is a key's resource name; a key of another account is given as one already.
func keyARN(region, account, id string) string {
	if strings.HasPrefix(id, "acs:kms:") {
		return id
	}
	return "acs:kms:" + region + ":" + account + ":key/" + orAny(id)
}

func orAny(s string) string {
	if s == "" {
		return "*"
	}
	return s
}
