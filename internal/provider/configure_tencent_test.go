package provider

import (
	"errors"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

var cosBucket = replication.BucketRef{Cloud: replication.Tencent, Region: "ap-guangzhou", Bucket: "orders-1250000000"}

func TestTencentConfigurationThatIsUnknown(t *testing.T) {
	bareEnvironment(t)
	for name, config := range map[string]object{
		"the object": {"tencent": unknown{}},
		"a key":      {"tencent": object{"secret_id": unknown{}, "secret_key": unknown{}}},
		"a region":   {"tencent": object{"endpoints": object{"ap-guangzhou": unknown{}}}},
		"a role":     {"tencent": object{"assume_role": unknown{}}},
		"CA bundle":  {"ca_bundle_file": unknown{}},
	} {
		session, diags := configure(t, config)
		if len(diags) > 0 {
			t.Errorf("%s: %v", name, diags)
			continue
		}
		if _, err := session.Driver(t.Context(), replication.Tencent); !errors.Is(err, replication.ErrConfigurationUnknown) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTencentWithoutCredentials(t *testing.T) {
	bareEnvironment(t)
	session, _ := configure(t, object{})
	_, err := session.Driver(t.Context(), replication.Tencent)
	if err == nil || !strings.Contains(err.Error(), "Tencent Cloud COS") || !strings.Contains(err.Error(), "10. TENCENTCLOUD_CAM_ROLE_NAME") {
		t.Errorf("error %v", err)
	}
}

// TestTencentEndpoints sees where requests go: by region, by template, by the variable of TencentCloud's own provider, or to the public endpoint.
func TestTencentEndpoints(t *testing.T) {
	for name, test := range map[string]struct {
		config object
		domain string
		host   string
	}{
		"public":   {object{}, "", "orders-1250000000.cos.ap-guangzhou.myqcloud.com"},
		"template": {object{"endpoint": "https://{bucket}.cos-internal.{region}.tencentcos.cn"}, "", "orders-1250000000.cos-internal.ap-guangzhou.tencentcos.cn"},
		"variable": {object{}, "https://cos.ap-guangzhou.tencentcos.cn", "orders-1250000000.cos.ap-guangzhou.tencentcos.cn"},
		"region before all": {
			object{"endpoint": "https://{bucket}.cos-internal.{region}.tencentcos.cn", "endpoints": object{"ap-guangzhou": "https://{bucket}.cos.{region}.tencentcos.cn"}},
			"https://nowhere.example", "orders-1250000000.cos.ap-guangzhou.tencentcos.cn",
		},
	} {
		t.Run(name, func(t *testing.T) {
			bareEnvironment(t)
			t.Setenv("TENCENTCLOUD_COS_DOMAIN", test.domain)
			t.Setenv("TENCENTCLOUD_SECRET_ID", cloudsim.DefaultTencentKeyID)
			t.Setenv("TENCENTCLOUD_SECRET_KEY", cloudsim.DefaultTencentKeySecret)
			sim := cloudsim.New(cloudsim.Options{})
			if err := sim.COS().CreateBucket(cos.BucketSpec{Name: cosBucket.Bucket, Region: cosBucket.Region, Owner: cloudsim.DefaultTencentAccount}); err != nil {
				t.Fatal(err)
			}
			session, diags := configure(t, object{"tencent": test.config}, WithTransport(sim.Transport()))
			if diags.HasError() {
				t.Fatal(diags)
			}
			driver, err := session.Driver(t.Context(), replication.Tencent)
			if err != nil {
				t.Fatal(err)
			}
			if rules, err := driver.List(t.Context(), cosBucket); err != nil || len(rules) != 0 {
				t.Errorf("rules %v, error %v", rules, err)
			}
			if requests := sim.Requests(); len(requests) != 1 || requests[0].Host != test.host || requests[0].Key != cloudsim.DefaultTencentKeyID {
				t.Errorf("requests %+v, want one to %s", requests, test.host)
			}
		})
	}
}

func TestTencentDomainThatCannotBeUsed(t *testing.T) {
	bareEnvironment(t)
	t.Setenv("TENCENTCLOUD_COS_DOMAIN", "https://cos.accelerate.myqcloud.com")
	session, _ := configure(t, object{"tencent": object{"secret_id": "a", "secret_key": "b"}})
	if _, err := session.Driver(t.Context(), replication.Tencent); err == nil || !strings.Contains(err.Error(), "TENCENTCLOUD_COS_DOMAIN") {
		t.Errorf("error %v", err)
	}
}
