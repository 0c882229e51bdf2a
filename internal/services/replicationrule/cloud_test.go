package replicationrule

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestCloudValidator(t *testing.T) {
	t.Parallel()
	for cloud, want := range map[types.String]string{
		types.StringValue("tencent"): "",
		types.StringNull():           "",
		types.StringUnknown():        "",
		types.StringValue("aliyun"):  `must be one of alibaba, tencent, ucloud, and it is "aliyun"`,
		types.StringValue("huawei"):  "multicloud_vault_replication",
	} {
		var resp validator.StringResponse
		CloudValidator().ValidateString(t.Context(), validator.StringRequest{Path: path.Root("cloud"), ConfigValue: cloud}, &resp)
		switch {
		case want == "" && resp.Diagnostics.HasError():
			t.Errorf("%s: %v", cloud, resp.Diagnostics)
		case want != "" && (len(resp.Diagnostics) != 1 || !strings.Contains(resp.Diagnostics[0].Detail(), want)):
			t.Errorf("%s: %v, want %q", cloud, resp.Diagnostics, want)
		}
	}
}
