package ucloud

import (
	"fmt"
	"testing"
)

// The sample key pair of the UCloud API documentation.
const (
	samplePublic  = "ucloudsomeone@example.com1296235120854146120"
	samplePrivate = "46f09bb9fab4f12dfc160dae12273d5332b5debe"
)

func signed(parameters map[string]any) map[string]any {
	parameters["PublicKey"] = samplePublic
	return parameters
}

// TestSignature: the vectors are those of the API documentation (describe), of the official SDKs' tests (create, token, list,
// short) and of the rule for JSON (nested).
func TestSignature(t *testing.T) {
	t.Parallel()
	create := func() map[string]any {
		return signed(map[string]any{
			"Action": "CreateUHostInstance", "CPU": 2, "ChargeType": "Month", "DiskSpace": 10, "ImageId": "f43736e1-65a5-4bea-ad2e-8a46e18883c2",
			"LoginMode": "Password", "Memory": 2048, "Name": "Host01", "Password": "VUNsb3VkLmNu", "Quantity": 1, "Region": "cn-bj2", "Zone": "cn-bj2-04",
		})
	}
	token := create()
	token["SecurityToken"] = "some_stoken"
	list := signed(map[string]any{"Action": "AllocateBackendBatch"})
	for i := range 12 {
		list[fmt.Sprintf("Backends.%d", i)] = []string{"foo", "bar", "42"}[i%3]
	}
	rule := func(action string, more map[string]any) map[string]any {
		p := signed(map[string]any{"Action": action, "ProjectId": "org-abc", "Region": "cn-bj2"})
		for name, value := range more {
			p[name] = value
		}
		return p
	}
	const id = "dc7eca04-edbc-4ae9-aefd-816253123456"
	for name, test := range map[string]struct {
		parameters map[string]any
		private    string
		want       string
	}{
		"describe":     {signed(map[string]any{"Action": "DescribeUHostInstance", "Region": "cn-bj2", "Limit": 10}), samplePrivate, "cba5cf5ec4d4233d206b1b54951e3787350a642f"},
		"create":       {create(), samplePrivate, "4f9ef5df2abab2c6fccd1e9515cb7e2df8c6bb65"},
		"token":        {token, samplePrivate, "170c480ad176a247b324eb92a2cfe536aacfbd04"},
		"list":         {list, samplePrivate, "6bc32642779f8cb0bb3d3f128b1c0688abf9a1a3"},
		"short":        {map[string]any{"foo": "bar"}, "my_private_key", "634edc1bb957c0d65e5ab5494cf3b7784fbc87af"},
		"short, keyed": {map[string]any{"foo": "bar", "PublicKey": "my_public_key"}, "my_private_key", "d4411ab30953fb0bbcb1e7313081f05e4e91a394"},
		"nested": {
			map[string]any{"Action": "Foo", "List": []any{"b", "a"}, "Obj": map[string]any{"y": true, "x": 42.0, "z": nil}},
			samplePrivate, "2995000c0ccbd37a086268656b3daae9c5197da8",
		},
		"bucket": {rule("DescribeBucket", map[string]any{"BucketName": "blue"}), samplePrivate, "55b9d8308a8e12a136f04f8b71de6d714a8ed30a"},
		"rule": {rule("CreateUFileReplicationRule", map[string]any{
			"BucketName": "src-bucket", "DstBucketName": "dst-bucket", "DstRegion": "cn-sh2", "Prefix": "*", "SyncHistory": false, "SyncPolicy": "AddUpdateDelete",
		}), samplePrivate, "0981d066ee435764bd511ae406d07432d9ba5180"},
		"update": {rule("UpdateUFileReplicationRule", map[string]any{"BucketName": "src-bucket", "RuleId": id, "Status": "Disabled"}), samplePrivate, "1528216bb8048ea9cc090ef167879164d372c6e6"},
		"delete": {rule("DeleteUFileReplicationRule", map[string]any{"BucketName": "src-bucket", "RuleId": id}), samplePrivate, "c65a8661ba272f964e16421021bc91d99971f000"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := signature(test.parameters, test.private); got != test.want {
				t.Errorf("signature %s, want %s", got, test.want)
			}
		})
	}
}
