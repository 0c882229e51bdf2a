//go:build !unix

package main

import "os/exec"

// ownGroup does nothing here: there are no process groups, and a command that is cancelled is killed.
func ownGroup(*exec.Cmd) {}

func endGroup(*exec.Cmd) {}
