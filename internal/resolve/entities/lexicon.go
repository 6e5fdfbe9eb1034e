package entities

import "strings"

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// articles may stand in lower case though a name is written with a capital:
// "the Hague", "la Repubblica".
var articles = set("the la le les el los las al il der die das de du")

// functionWords are in no open class: in a capital they name nothing by themselves.
var functionWords = set(`
	a an the this that these those each every all any some no both either neither another such
	i me my mine we us our ours you your yours he him his she her hers it its they them their theirs who whom whose which what
	and or but nor so yet for if then than because although though while whereas unless until since when where why how once whether
	of in on at by to from with without within into onto upon about above across after against along amid among around as before
	behind below beneath beside besides between beyond despite down during except inside like near off out outside over past per
	through throughout toward towards under underneath up via versus
	am is are was were be been being do does did done has have had having may might must can could will would shall should
	not never only also even just still again too very more most much many few less least other others own same
	here there now today yesterday tomorrow however meanwhile moreover furthermore therefore thus instead later earlier soon
	yes ok let said says
	der die das den dem des ein eine einer und oder mit von zu im am bei nach aus auf für
	le la les un une des du et ou en au aux par pour sur dans el los las y con del al il lo gli e di da van`)
