// Package cloudsim is the simulated clouds: the clouds' own APIs under their real host names, in one process or
// served as a forward proxy, with a clock, faults and a request log that tests control. Simulators share nothing,
// so each test has its own.
package cloudsim

import (
	"net"
	"net/http"
	"net/url"
	"sync"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/alibabasts"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/iam"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

// Options are the choices for a new Simulator.
type Options struct {
	// Speed is how fast the simulated clock runs, in simulated seconds per second. 0 stands still until it is moved.
	Speed float64
	// NoDefaultKeys leaves out the keys of DefaultKeys, for a simulator that is filled from a seed or from kept state.
	NoDefaultKeys bool
	// OSS sets the pace of the simulated OSS; its zero value is what the documentation says.
	OSS oss.Options
	// COS sets the pace of the simulated COS of Tencent Cloud; its zero value is the newest documentation.
	COS cos.Options
	// US3 sets the pace of the simulated US3 of UCloud and chooses its rule set; its zero value is the strict one.
	US3 us3.Options
	// CBR sets the pace of the simulated CBR of Huawei Cloud and HCS Online, and chooses where its documentation is silent.
	CBR cbr.Options
}

// Simulator is one set of simulated clouds. It is safe for concurrent use.
type Simulator struct {
	clock    *world.Clock
	access   *world.Access
	oss      *oss.Service
	cos      *cos.Service
	sts      *alibabasts.Service
	us3      *us3.Service
	iam      *iam.Service
	cbr      *cbr.Service
	services []world.Service
	faults   *Faults
	log      *requestLog
	answers  *answerHistory

	// effects is held for reading while a service works, and for writing while its state is put back.
	effects sync.RWMutex
}

// New returns simulated clouds with no bucket in them.
func New(options Options) *Simulator {
	clock, access := world.NewClock(options.Speed), world.NewAccess()
	if !options.NoDefaultKeys {
		for _, key := range DefaultKeys() {
			access.Put(key)
		}
	}
	objectStorage := oss.New(clock, access, options.OSS)
	sts := alibabasts.New(access)
	ucloud := us3.New(clock, access, options.US3)
	tencent := cos.New(clock, access, options.COS)
	huawei := iam.New(access)
	if !options.NoDefaultKeys {
		for _, account := range defaultHuaweiAccounts() {
			huawei.PutAccount(account)
		}
	}
	backups := cbr.New(clock, huawei, options.CBR)
	s := newSimulator(clock, access, sts, sts.Metadata(), objectStorage, ucloud, tencent, huawei, huawei.Metadata(), backups)
	s.oss, s.sts, s.us3, s.cos = objectStorage, sts, ucloud, tencent
	s.iam, s.cbr = huawei, backups
	return s
}

// newSimulator assembles the services; the first that owns a request gets it.
func newSimulator(clock *world.Clock, access *world.Access, services ...world.Service) *Simulator {
	return &Simulator{
		clock: clock, access: access, services: services,
		faults: newFaults(), log: &requestLog{}, answers: newAnswerHistory(),
	}
}

// Clock is the simulated time.
func (s *Simulator) Clock() *world.Clock { return s.clock }

// Access holds the keys of all accounts.
func (s *Simulator) Access() *world.Access { return s.access }

// OSS is the simulated object storage of Alibaba Cloud.
func (s *Simulator) OSS() *oss.Service { return s.oss }

// COS is the simulated object storage of Tencent Cloud.
func (s *Simulator) COS() *cos.Service { return s.cos }

// STS is the simulated Security Token Service of Alibaba Cloud, with the roles that can be assumed.
func (s *Simulator) STS() *alibabasts.Service { return s.sts }

// US3 is the simulated object storage of UCloud, behind the UCloud API gateway.
func (s *Simulator) US3() *us3.Service { return s.us3 }

// IAM is the simulated identity service of Huawei Cloud and HCS Online.
func (s *Simulator) IAM() *iam.Service { return s.iam }

// CBR is the simulated Cloud Backup and Recovery of Huawei Cloud and HCS Online.
func (s *Simulator) CBR() *cbr.Service { return s.cbr }

// Faults disturbs requests on demand.
func (s *Simulator) Faults() *Faults { return s.faults }

// serviceOf finds the service for the request and takes the port out of its host.
func (s *Simulator) serviceOf(r *http.Request) world.Service {
	if host, _, err := net.SplitHostPort(r.Host); err == nil {
		r.Host = host
	}
	for _, service := range s.services {
		if service.Owns(r) {
			return service
		}
	}
	return nil
}

// ownsHost tells whether a connection to the host may be accepted. An address is: only its requests show the service.
func (s *Simulator) ownsHost(host string) bool {
	if net.ParseIP(host) != nil {
		return true
	}
	probe := &http.Request{Method: http.MethodGet, Host: host, URL: &url.URL{Path: "/"}, Header: http.Header{}}
	return s.serviceOf(probe) != nil
}
