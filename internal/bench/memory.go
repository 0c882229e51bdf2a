package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// watchEvery is how often the memory of providers is looked at. The highest is kept by the kernel, so that only what
// happens in the last moment of a process is missed.
const watchEvery = 5 * time.Millisecond

// memory is a value of /proc/PID/status in bytes; 0 if it cannot be read.
func memory(pid int, field string) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if name, value, ok := strings.Cut(line, ":"); ok && name == field {
			kilobytes, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
			return kilobytes << 10
		}
	}
	return 0
}

// watchChildren follows the children of a process until ctx is done, and then tells the most that one of them had
// resident.
func watchChildren(ctx context.Context, pid int) <-chan int64 {
	result := make(chan int64, 1)
	go func() {
		var highest int64
		ticker := time.NewTicker(watchEvery)
		defer ticker.Stop()
		for {
			for _, child := range children(pid) {
				highest = max(highest, memory(child, "VmHWM"))
			}
			select {
			case <-ctx.Done():
				result <- highest
				return
			case <-ticker.C:
			}
		}
	}()
	return result
}

func children(pid int) []int {
	var pids []int
	lists, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid)) // an error means a bad pattern
	for _, list := range lists {
		content, err := os.ReadFile(list)
		if err != nil {
			continue // the thread has ended
		}
		for _, field := range strings.Fields(string(content)) {
			if child, err := strconv.Atoi(field); err == nil {
				pids = append(pids, child)
			}
		}
	}
	return pids
}
