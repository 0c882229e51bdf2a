// Package random makes up the ids of the simulated services.
package random

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
)

// Bytes are n random bytes.
func Bytes(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails since Go 1.24
	return b
}

// Hex is n random bytes in hexadecimal.
func Hex(n int) string { return hex.EncodeToString(Bytes(n)) }

// UUID is a random UUID.
func UUID() string { return AsUUID([16]byte(Bytes(16))) }

// AsUUID is a UUID of these bytes.
func AsUUID(b [16]byte) string {
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
