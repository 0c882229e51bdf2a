package oss

import (
	"encoding/xml"
	"slices"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

type versionXML struct {
	Key          string   `xml:"Key"`
	VersionID    string   `xml:"VersionId"`
	IsLatest     bool     `xml:"IsLatest"`
	LastModified string   `xml:"LastModified"`
	ETag         string   `xml:"ETag,omitempty"`
	Type         string   `xml:"Type,omitempty"`
	Size         *int     `xml:"Size"`
	StorageClass string   `xml:"StorageClass,omitempty"`
	Owner        ownerXML `xml:"Owner"`
}

type versionsXML struct {
	XMLName       xml.Name     `xml:"ListVersionsResult"`
	Name          string       `xml:"Name"`
	Prefix        string       `xml:"Prefix"`
	KeyMarker     string       `xml:"KeyMarker"`
	VersionMarker string       `xml:"VersionIdMarker"`
	MaxKeys       int          `xml:"MaxKeys"`
	Delimiter     string       `xml:"Delimiter"`
	EncodingType  string       `xml:"EncodingType,omitempty"`
	IsTruncated   bool         `xml:"IsTruncated"`
	NextKey       string       `xml:"NextKeyMarker,omitempty"`
	NextVersion   string       `xml:"NextVersionIdMarker,omitempty"`
	Versions      []versionXML `xml:"Version"`
	Markers       []versionXML `xml:"DeleteMarker"`
	Common        []prefixXML  `xml:"CommonPrefixes"`
}

// listObjectVersions lists keys in order, the newest version of each first. A page ends between two versions.
func (s *Service) listObjectVersions(c *call) (reply, *apiError) {
	l, failure := newListing(c)
	if failure != nil {
		return reply{}, failure
	}
	keyMarker, versionMarker := c.query.Get("key-marker"), c.query.Get("version-id-marker")
	document := &versionsXML{
		Name: c.bucket.Name, Prefix: l.encode(l.prefix), KeyMarker: l.encode(keyMarker), VersionMarker: versionMarker,
		MaxKeys: l.limit, Delimiter: l.encode(l.delimiter), EncodingType: l.encoding,
	}
	count := 0
	full := func(key, version string) bool {
		if count < l.limit {
			count++
			document.NextKey, document.NextVersion = l.encode(key), version
			return false
		}
		document.IsTruncated = true
		return true
	}
	entries := l.entries(keyMarker, func(string) bool { return true })
	if versionMarker != "" && len(c.bucket.Objects[keyMarker]) > 0 {
		entries = append([]wire.Entry{{Name: keyMarker}}, entries...)
	}
list:
	for _, e := range entries {
		if e.Common {
			if full(e.Name, "") {
				break
			}
			document.Common = append(document.Common, prefixXML{l.encode(e.Name)})
			continue
		}
		versions := slices.Clone(c.bucket.Objects[e.Name])
		slices.Reverse(versions)
		latest := versions[0]
		if e.Name == keyMarker {
			versions = versions[1+slices.IndexFunc(versions, sameID(versionMarker)):]
		}
		for _, v := range versions {
			if full(e.Name, v.ID) {
				break list
			}
			document.add(l.encode(e.Name), v, v == latest, c.bucket.Owner)
		}
	}
	if !document.IsTruncated {
		document.NextKey, document.NextVersion = "", ""
	}
	return xmlReply(document)
}

func (d *versionsXML) add(key string, v *version, latest bool, owner string) {
	x := versionXML{
		Key: key, VersionID: v.ID, IsLatest: latest, LastModified: wire.Time(v.Modified.Truncate(time.Second)), Owner: ownerXML{owner, owner},
	}
	if v.Marker {
		d.Markers = append(d.Markers, x)
		return
	}
	size := len(v.Content)
	x.ETag, x.Type, x.Size, x.StorageClass = `"`+v.ETag+`"`, "Normal", &size, v.Class
	d.Versions = append(d.Versions, x)
}
