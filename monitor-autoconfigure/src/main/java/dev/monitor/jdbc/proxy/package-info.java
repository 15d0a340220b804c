/**
 * The proxy around data sources that tells listeners what passes through.
 */
@NullMarked
package dev.monitor.jdbc.proxy;

import org.jspecify.annotations.NullMarked;
