package provider

import (
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/alibaba"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/tencent"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/permission"
)

// permissionWriters write the policies of the clouds that document their permissions.
func permissionWriters() map[replication.Cloud]permission.Writer {
	return map[replication.Cloud]permission.Writer{
		replication.Alibaba: alibaba.Permissions, replication.Tencent: tencent.Permissions, replication.Huawei: huawei.Permissions,
	}
}
