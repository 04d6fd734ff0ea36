package corpus

var heldOut = map[string]templates{}
var heldOutPopulation = population
