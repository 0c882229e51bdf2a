package oss

import (
	"encoding/xml"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/versioned"
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
	rows := c.bucket.Objects.Rows(l.prefix, l.delimiter, keyMarker, versionMarker)
	if document.IsTruncated = len(rows) > l.limit; document.IsTruncated {
		rows = rows[:l.limit]
		last := rows[l.limit-1]
		document.NextKey = l.encode(last.Name)
		if !last.Common {
			document.NextVersion = last.ID
		}
	}
	for _, row := range rows {
		document.add(l, row)
	}
	return xmlReply(document)
}

func (d *versionsXML) add(l *listing, row versioned.Row[Encryption]) {
	key, v, owner := l.encode(row.Name), row.Version, l.c.bucket.Owner
	if row.Common {
		d.Common = append(d.Common, prefixXML{key})
		return
	}
	x := versionXML{
		Key: key, VersionID: v.ID, IsLatest: row.Latest, LastModified: wire.Time(v.Modified.Truncate(time.Second)), Owner: ownerXML{owner, owner},
	}
	if v.Marker {
		d.Markers = append(d.Markers, x)
		return
	}
	size := len(v.Content)
	x.ETag, x.Type, x.Size, x.StorageClass = `"`+v.ETag+`"`, "Normal", &size, v.StorageClass
	d.Versions = append(d.Versions, x)
}
