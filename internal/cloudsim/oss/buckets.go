package oss

import (
	"cmp"
	"encoding/xml"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

var bucketName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$`)

func validBucketName(name string) bool { return bucketName.MatchString(name) }

func invalidBucketName(name string) *apiError {
	return badRequest("InvalidBucketName", "", "The specified bucket is not valid.").with("BucketName", name)
}

type ownerXML struct {
	ID          string `xml:"ID"`
	DisplayName string `xml:"DisplayName"`
}

type listedBucketXML struct {
	CreationDate     string `xml:"CreationDate"`
	ExtranetEndpoint string `xml:"ExtranetEndpoint"`
	IntranetEndpoint string `xml:"IntranetEndpoint"`
	Location         string `xml:"Location"`
	Name             string `xml:"Name"`
	Region           string `xml:"Region,omitempty"`
	StorageClass     string `xml:"StorageClass"`
}

func (b *bucket) listed() listedBucketXML {
	r := findRegion(b.Region)
	return listedBucketXML{
		CreationDate: wire.Time(b.Created), ExtranetEndpoint: r.publicEndpoint(), IntranetEndpoint: r.internalEndpoint(),
		Location: r.location(), Name: b.Name, Region: r.id, StorageClass: b.StorageClass,
	}
}

// listBuckets lists the account's buckets of all regions. The paging elements appear only when the list is partial.
func (s *Service) listBuckets(c *call) (reply, *apiError) {
	limit, failure := number(c, "max-keys", 100, 1000)
	if failure != nil {
		return reply{}, failure
	}
	var document struct {
		XMLName     xml.Name          `xml:"ListAllMyBucketsResult"`
		Prefix      *string           `xml:"Prefix"`
		Marker      *string           `xml:"Marker"`
		MaxKeys     *int              `xml:"MaxKeys"`
		IsTruncated *bool             `xml:"IsTruncated"`
		NextMarker  *string           `xml:"NextMarker"`
		Owner       ownerXML          `xml:"Owner"`
		Buckets     []listedBucketXML `xml:"Buckets>Bucket"`
	}
	document.Owner = ownerXML{c.key.Account, c.key.Account}
	prefix, marker, truncated := c.query.Get("prefix"), c.query.Get("marker"), false
	for _, name := range sortedKeys(s.state.Buckets) {
		b := s.state.Buckets[name]
		if b.Owner != c.key.Account || !strings.HasPrefix(name, prefix) || name <= marker {
			continue
		}
		if truncated = len(document.Buckets) == limit; truncated {
			document.NextMarker = &document.Buckets[limit-1].Name
			break
		}
		document.Buckets = append(document.Buckets, b.listed())
	}
	if truncated || c.query.Has("prefix") || c.query.Has("marker") || c.query.Has("max-keys") {
		document.Prefix, document.Marker, document.MaxKeys, document.IsTruncated = &prefix, &marker, &limit, &truncated
	}
	return xmlReply(document)
}

// number reads a whole number between 1 and most from the query.
func number(c *call, name string, standard, most int) (int, *apiError) {
	text := c.query.Get(name)
	if text == "" {
		return standard, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > most {
		return 0, invalidArgument("", "The argument %s must be between 1 and %d.", name, most)
	}
	return n, nil
}

func (s *Service) putBucket(c *call) (reply, *apiError) {
	name := c.target.bucket
	if !validBucketName(name) {
		return reply{}, invalidBucketName(name)
	}
	var document struct {
		StorageClass string `xml:"StorageClass"`
		Redundancy   string `xml:"DataRedundancyType"`
		Location     string `xml:"LocationConstraint"`
	}
	if len(c.body) > 0 {
		if _, err := wire.DecodeXML(c.body, "CreateBucketConfiguration", &document); err != nil {
			return reply{}, malformedXML("")
		}
	}
	region := cmp.Or(c.target.region, strings.TrimPrefix(document.Location, "oss-"), "cn-hangzhou")
	if existing, ok := s.state.Buckets[name]; ok {
		if existing.Owner != c.key.Account || existing.Region != region {
			return reply{}, fail(http.StatusConflict, "BucketAlreadyExists", "",
				"The requested bucket name is not available. The bucket namespace is shared by all users of the system.").with("BucketName", name)
		}
		return reply{}, nil
	}
	s.addBucket(BucketSpec{
		Name: name, Region: region, Owner: c.key.Account, StorageClass: document.StorageClass, Redundancy: document.Redundancy,
	}, c.now)
	return reply{header: http.Header{"Location": {"/" + name}}}, nil
}

func (s *Service) deleteBucket(c *call) (reply, *apiError) {
	if len(c.bucket.Objects) > 0 {
		return reply{}, fail(http.StatusConflict, "BucketNotEmpty", "", "The bucket you tried to delete is not empty.").with("BucketName", c.bucket.Name)
	}
	delete(s.state.Buckets, c.bucket.Name)
	return reply{status: http.StatusNoContent}, nil
}

type bucketInfoXML struct {
	XMLName xml.Name `xml:"BucketInfo"`
	Bucket  struct {
		listedBucketXML
		TransferAcceleration   string   `xml:"TransferAcceleration"`
		CrossRegionReplication string   `xml:"CrossRegionReplication"`
		HierarchicalNamespace  string   `xml:"HierarchicalNamespace"`
		ResourceGroupID        string   `xml:"ResourceGroupId"`
		Owner                  ownerXML `xml:"Owner"`
		Grant                  string   `xml:"AccessControlList>Grant"`
		Redundancy             string   `xml:"DataRedundancyType"`
		Versioning             string   `xml:"Versioning,omitempty"`
		Encryption             struct {
			Algorithm      string `xml:"SSEAlgorithm"`
			KeyID          string `xml:"KMSMasterKeyID,omitempty"`
			DataEncryption string `xml:"KMSDataEncryption,omitempty"`
		} `xml:"ServerSideEncryptionRule"`
		AccessMonitor     string `xml:"AccessMonitor"`
		BlockPublicAccess bool   `xml:"BlockPublicAccess"`
		LogBucket         string `xml:"BucketPolicy>LogBucket"`
		LogPrefix         string `xml:"BucketPolicy>LogPrefix"`
		Comment           string `xml:"Comment"`
	} `xml:"Bucket"`
}

func (s *Service) getBucketInfo(c *call) (reply, *apiError) {
	b, document := c.bucket, bucketInfoXML{}
	info := &document.Bucket
	info.listedBucketXML = b.listed()
	info.Region = ""
	info.TransferAcceleration, info.CrossRegionReplication = onOff(b.TransferAcceleration), onOff(s.crossRegion(b))
	info.HierarchicalNamespace, info.AccessMonitor = onOff(false), onOff(false)
	info.ResourceGroupID = "rg-default"
	info.Owner, info.Grant = ownerXML{b.Owner, b.Owner}, "private"
	info.Redundancy, info.Versioning = b.Redundancy, b.Versioning
	info.Encryption.Algorithm = cmp.Or(b.Encryption.Algorithm, "None")
	info.Encryption.KeyID, info.Encryption.DataEncryption = b.Encryption.KeyID, b.Encryption.DataEncryption
	return xmlReply(document)
}

func onOff(on bool) string {
	if on {
		return "Enabled"
	}
	return "Disabled"
}

// crossRegion tells whether a rule to another region leads out of the bucket.
func (s *Service) crossRegion(b *bucket) bool {
	here := findRegion(b.Region).location()
	return slices.ContainsFunc(b.Rules, func(r *activeRule) bool { return r.Location != here })
}

// replicates tells whether the bucket takes part in replication as source or destination, closing rules included.
func (s *Service) inReplication(b *bucket) bool {
	for source := range maps.Values(s.state.Buckets) {
		if slices.ContainsFunc(source.Rules, func(r *activeRule) bool { return source == b || r.Bucket == b.Name }) {
			return true
		}
	}
	return false
}
