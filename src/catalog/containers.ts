import type { ContainerModel } from '../model/catalog';

/** Containers whose functions are imported; one that is itself injected is known by the written types around it only. */
export const containers: readonly ContainerModel[] = [
  {
    modules: ['@angular/core', '@angular/core/testing'],
    paths: ['inject', 'TestBed.inject'],
    gives: 'arg[0]',
    evidence: [{ url: 'https://angular.dev/api/core/inject', versions: '>=14', how: 'read' }],
  },
  {
    modules: ['tsyringe'],
    paths: ['container.resolve'],
    gives: 'arg[0]',
    evidence: [{ url: 'https://github.com/microsoft/tsyringe#resolution', versions: '4.10.0', how: 'read' }],
  },
  {
    modules: ['typedi'],
    paths: ['Container.get'],
    gives: 'arg[0]',
    evidence: [{ url: 'https://docs.typestack.community/typedi', versions: '0.10.0', how: 'read' }],
  },
];
