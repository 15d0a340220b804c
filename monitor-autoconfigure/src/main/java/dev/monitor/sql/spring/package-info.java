/**
 * Proxies of beans that can be injected as what they are.
 */
@NullMarked
package dev.monitor.sql.spring;

import org.jspecify.annotations.NullMarked;
