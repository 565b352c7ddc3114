# Hessians of one-hidden-layer networks by R's nnet::nnetHess, for NnetHessianTest.
#
#     Rscript tools/reference/nnet.R > src/test/resources/reference/nnet.json        (Debian: r-cran-nnet; last run: nnet 7.3.18)
#
# nnet's conventions (Venables and Ripley, Modern Applied Statistics with S, 2002, section 8.10; the factors are checked here
# by differences): hidden units are logistic; the objective is a sum over cases, for linear outputs of (z - y)^2 without 1/2,
# for entropy of -y log s(z) - (1 - y) log(1 - s(z)), for softmax of -log softmax(z)[label]. Its weights are bias first, unit by
# unit. Written here are weights and Hessian in the order W1 (hidden x in, row by row), b1, W2, b2; of the Hessian of the sum
# the lower triangle, row by row.

library(nnet)

# Places in nnet's vector of the weights of a layer, matrix first; `from` is the place before its first.
layer <- function(from, inputs, units) {
  block <- matrix(from + seq_len(units * (inputs + 1)), units, inputs + 1, byrow = TRUE)
  c(t(block[, -1]), block[, 1])
}

objective <- function(net, x, y, kind) {
  p <- predict(net, x, type = "raw")
  switch(kind,
    linear = sum((p - y)^2),
    entropy = -sum(y * log(p) + (1 - y) * log(1 - p)),
    softmax = -sum(y * log(p))
  )
}

# Central differences along one random direction: v' H v.
check <- function(net, x, y, kind, hessian) {
  v <- rnorm(length(net$wts))
  v <- v / sqrt(sum(v^2))
  step <- 1e-3
  at <- function(distance) {
    net$wts <- net$wts + distance * v
    objective(net, x, y, kind)
  }
  expected <- (at(step) - 2 * at(0) + at(-step)) / step^2
  stopifnot(abs(sum(v * (hessian %*% v)) - expected) < 1e-4 * max(1, abs(expected)))
}

numbers <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")

case <- function(kind, cases, inputs, hidden, outputs) {
  x <- matrix(runif(cases * inputs, -2, 2), cases, inputs)
  y <- switch(kind,
    linear = matrix(rnorm(cases * outputs), cases, outputs),
    entropy = matrix(as.double(runif(cases) < 0.5), cases, 1),
    softmax = class.ind(factor(sample(outputs, cases, replace = TRUE), levels = seq_len(outputs)))
  )
  w <- runif(hidden * (inputs + 1) + outputs * (hidden + 1), -1.5, 1.5)
  net <- nnet(x, y,
    size = hidden, Wts = w, maxit = 0, trace = FALSE,
    linout = kind == "linear", entropy = kind == "entropy", softmax = kind == "softmax"
  )
  hessian <- nnetHess(net, x, y)
  check(net, x, y, kind, hessian)
  order <- c(layer(0, inputs, hidden), layer(hidden * (inputs + 1), hidden, outputs))
  hessian <- hessian[order, order]
  sprintf(
    '{"kind": "%s", "cases": %d, "widths": [%d, %d, %d],\n"inputs": %s,\n"targets": %s,\n"weights": %s,\n"hessian": %s}',
    kind, cases, inputs, hidden, outputs, numbers(t(x)), numbers(t(y)), numbers(w[order]),
    numbers(t(hessian)[upper.tri(hessian, diag = TRUE)])
  )
}

set.seed(3)
cat("[", paste(c(
  case("linear", 20, 3, 4, 3),
  case("linear", 17, 2, 6, 1),
  case("entropy", 20, 3, 5, 1),
  case("softmax", 20, 3, 4, 3),
  case("softmax", 25, 4, 2, 5)
), collapse = ",\n"), "]\n", sep = "")
