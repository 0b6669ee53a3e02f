//go:build unix

package apart

import (
	"os"
	"os/exec"
	"syscall"
)

// setApart keeps a process from the signals that a terminal sends to the desk, which ends it by itself.
func setApart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// giveWay has a process, and all that it begins, take what others leave of the machine. It goes on where that is not allowed.
func giveWay(p *os.Process) { syscall.Setpriority(syscall.PRIO_PGRP, p.Pid, 10) }
