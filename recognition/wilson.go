package recognition

import "math"

// z is the 97.5th percentile of the normal distribution: bounds of 95 %.
const z = 1.959964

// Wilson is the lower bound of the share of useful votes that is meant to be 95 %
// sure: few votes count for little, so that nine of ten come before one of one, and
// nobody's first vote carries an example to the top.
//
// E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference,
// Journal of the American Statistical Association 22 (1927), 209–212.
func Wilson(useful, votes int) float64 {
	if votes <= 0 {
		return 0
	}
	n := float64(votes)
	p := float64(useful) / n
	return max(0, (p+z*z/(2*n)-z*math.Sqrt((p*(1-p)+z*z/(4*n))/n))/(1+z*z/n))
}
