// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/QR>
#include <cmath>
#include <vector>

/// For tests and measurements only: the Poisson regression in the plain words of notes 4.1, with
/// Eigen's Householder QR. The quick one (poisson_regression.h) is held against it.
namespace manumit::estimate::plain {

struct Regression {
  Eigen::VectorXd coefficients;
  Eigen::VectorXd means;
  double deviance = 0;
  bool converged = false;
};

inline double deviance_of(const Eigen::VectorXd& counts, const Eigen::VectorXd& means) {
  double sum = 0;
  for (Eigen::Index i = 0; i < counts.size(); ++i) {
    const double y = counts[i];
    sum += (y > 0 ? y * std::log(y / means[i]) : 0) - (y - means[i]);
  }
  return 2 * sum;
}

inline Regression regress(const Eigen::MatrixXd& design, const Eigen::VectorXd& counts) {
  Regression out;
  out.means = counts.array() + 0.1;
  Eigen::VectorXd logs = out.means.array().log();
  out.deviance = deviance_of(counts, out.means);
  for (int round = 0; round < 25 && !out.converged; ++round) {
    const double before = out.deviance;
    const Eigen::VectorXd working =
        logs.array() + (counts.array() - out.means.array()) / out.means.array();
    const Eigen::VectorXd roots = out.means.array().sqrt();
    const Eigen::MatrixXd weighted = roots.asDiagonal() * design;
    const Eigen::VectorXd wanted = roots.cwiseProduct(working);
    out.coefficients = weighted.householderQr().solve(wanted);
    logs = design * out.coefficients;
    out.means = logs.array().exp();
    out.deviance = deviance_of(counts, out.means);
    out.converged = std::fabs(out.deviance - before) / (std::fabs(out.deviance) + 0.1) < 1e-8;
  }
  return out;
}

}  // namespace manumit::estimate::plain
