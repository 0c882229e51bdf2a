package cloudsim

func (s *Simulator) controlOSS(handle handle) {}
