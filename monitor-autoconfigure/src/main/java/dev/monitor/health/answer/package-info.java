/**
 * What load balancers are answered, whichever server answers them.
 */
@NullMarked
package dev.monitor.health.answer;

import org.jspecify.annotations.NullMarked;
