/**
 * Which application this is, for everything that labels what it tells.
 */
@NullMarked
package dev.monitor.identity;

import org.jspecify.annotations.NullMarked;
