package cloudsim

import (
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/iam"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

// The key of the default seed for Alibaba Cloud; the account may do everything.
const (
	DefaultAlibabaAccount   = "1000000000000001"
	DefaultAlibabaKeyID     = "LTAI5tSimulatedKey000001"
	DefaultAlibabaKeySecret = "simulated-secret-of-account-1"
)

// The key of the default seed for Tencent Cloud, and the APPID that its account's buckets end in; the account may do
// everything.
const (
	DefaultTencentAccount   = "100000000001"
	DefaultTencentAppID     = "1250000000"
	DefaultTencentKeyID     = "AKIDSimulatedKey000001"
	DefaultTencentKeySecret = "simulated-secret-of-uin-1"
)

// The key of the default seed for UCloud; the account may do everything. Its default project needs no id in a request.
const (
	DefaultUCloudAccount    = "50000001"
	DefaultUCloudPublicKey  = "simulated-public-key-000001"
	DefaultUCloudPrivateKey = "simulated-private-key-000001"
)

// The keys of the default seed for Huawei Cloud and for HCS Online; both accounts may do everything. Every region has its
// project, which IAM tells.
const (
	DefaultHuaweiAccount   = "0a000000000000000000000000000001"
	DefaultHuaweiKeyID     = "HPUASIMHUAWEI0000001"
	DefaultHuaweiKeySecret = "simulated-secret-of-huawei-cloud"
	DefaultHCSOAccount     = "0b000000000000000000000000000001"
	DefaultHCSOKeyID       = "HPUASIMHCSO000000001"
	DefaultHCSOKeySecret   = "simulated-secret-of-hcs-online"
)

// defaultHuaweiAccounts says which of the accounts is in which cloud.
func defaultHuaweiAccounts() []iam.Account {
	return []iam.Account{
		{ID: DefaultHuaweiAccount, Name: "simulated-huawei", Cloud: iam.HuaweiCloud},
		{ID: DefaultHCSOAccount, Name: "simulated-hcso", Cloud: iam.HCSOnline},
	}
}

// DefaultKeys are the keys that a new simulator knows when no seed is given. They are made up, and published in the
// documentation.
func DefaultKeys() []world.Key {
	return []world.Key{
		{Cloud: "alibaba", Account: DefaultAlibabaAccount, ID: DefaultAlibabaKeyID, Secret: DefaultAlibabaKeySecret},
		{Cloud: "alibaba", Account: "1000000000000002", ID: "LTAI5tSimulatedKey000002", Secret: "simulated-secret-of-account-2"},
		{Cloud: "tencent", Account: DefaultTencentAccount, ID: DefaultTencentKeyID, Secret: DefaultTencentKeySecret},
		{Cloud: "tencent", Account: "100000000002", ID: "AKIDSimulatedKey000002", Secret: "simulated-secret-of-uin-2"},
		{Cloud: "ucloud", Account: DefaultUCloudAccount, ID: DefaultUCloudPublicKey, Secret: DefaultUCloudPrivateKey},
		{Cloud: "huawei", Account: DefaultHuaweiAccount, ID: DefaultHuaweiKeyID, Secret: DefaultHuaweiKeySecret},
		{Cloud: "huawei", Account: DefaultHCSOAccount, ID: DefaultHCSOKeyID, Secret: DefaultHCSOKeySecret},
	}
}
