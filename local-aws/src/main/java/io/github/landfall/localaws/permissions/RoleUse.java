package io.github.landfall.localaws.permissions;

import io.github.landfall.localaws.permissions.RolePolicy.Grant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a function made of its role.
 *
 * @param granted all that the role allows
 * @param used what of it a call needed
 * @param refused the calls that AWS would have refused, each with what it lacks
 */
public record RoleUse(Set<Grant> granted, Set<Grant> used, List<String> refused) {

  /**
   * Holds a function's calls against its role.
   *
   * @param function what the function is called in the messages
   */
  public static RoleUse of(
      String function, RolePolicy policy, RequiredAccess required, Collection<RecordedCall> calls) {
    Set<Grant> used = new HashSet<>();
    List<String> refused = new ArrayList<>();
    calls.stream()
        .flatMap(call -> required.of(call).stream())
        .distinct()
        .forEach(
            access -> {
              Set<Grant> allowing = policy.allowing(access);
              used.addAll(allowing);
              if (allowing.isEmpty()) {
                refused.add(
                    "%s needs %s, which no statement of its role %s allows"
                        .formatted(function, access, policy.role()));
              }
            });
    return new RoleUse(policy.grants(), Set.copyOf(used), List.copyOf(refused));
  }
}
